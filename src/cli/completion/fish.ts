import type { CompletableOption, CompletionNode } from './command-tree.js';

/**
 * A completion script for fish: `ticket-processor completion fish | source`.
 * @see https://fishshell.com/docs/current/cmds/complete.html
 */
export function fishCompletion(program: string, nodes: readonly CompletionNode[]): string {
  const complete = (node: CompletionNode, rest: string) =>
    `complete -c ${program} -n ${quoted(condition(node))} ${rest}`;
  return [
    `# Completes ${program} in fish. Put this line into config.fish:  ${program} completion fish | source`,
    `complete -c ${program} -f`,
    ...nodes.flatMap((node) => [
      ...node.subcommands.map((sub) => complete(node, `-a ${sub.name} -d ${quoted(sub.description)}`)),
      ...node.choices.map((choice) => complete(node, `-a ${choice}`)),
      ...node.options.map((option) => complete(node, optionOf(option))),
    ]),
    '',
  ].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The command line so far names this command and none below it. */
function condition({ path, subcommands }: CompletionNode): string {
  const names = subcommands.map(({ name }) => name).join(' ');
  return [
    ...path.map((name) => `__fish_seen_subcommand_from ${name}`),
    ...(names === '' ? [] : [`not __fish_seen_subcommand_from ${names}`]),
  ].join('; and ');
}

function optionOf({ long, short, description, takesValue, choices }: CompletableOption): string {
  return [
    `-l ${long}`,
    ...(short === null ? [] : [`-s ${short}`]),
    ...(takesValue ? [choices.length === 0 ? '-r' : `-x -a ${quoted(choices.join(' '))}`] : []),
    `-d ${quoted(description)}`,
  ].join(' ');
}
