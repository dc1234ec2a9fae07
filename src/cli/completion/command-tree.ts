import type { Command } from 'commander';

/** An option as it can be completed. */
export interface CompletableOption {
  /** Without dashes. */
  long: string;
  /** Without dash; null: none. */
  short: string | null;
  description: string;
  takesValue: boolean;
  /** Values it takes; empty: any. */
  choices: readonly string[];
}

/** What may follow one command. */
export interface CompletionNode {
  /** Its names from the program down; empty for the program itself. */
  path: readonly string[];
  subcommands: readonly { name: string; description: string }[];
  /** Values of its arguments; empty: any. */
  choices: readonly string[];
  options: readonly CompletableOption[];
}

/** The program and every command below it, as `--help` shows them. */
export function completionNodes(command: Command, path: readonly string[] = []): CompletionNode[] {
  const help = command.createHelp();
  const subcommands = help.visibleCommands(command);
  const node: CompletionNode = {
    path,
    subcommands: subcommands.map((sub) => ({ name: sub.name(), description: sub.description() })),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    options: help.visibleOptions(command).flatMap((option) =>
      option.long === undefined || option.long === null
        ? []
        : [
            {
              long: option.long.replace(/^--/, ''),
              short: option.short?.replace(/^-/, '') ?? null,
              description: option.description,
              takesValue: option.required || option.optional,
              choices: option.argChoices ?? [],
            },
          ],
    ),
  };
  return [node, ...subcommands.flatMap((sub) => completionNodes(sub, [...path, sub.name()]))];
}

/** Every word that may follow the command, options included. */
export const wordsOf = ({ subcommands, choices, options }: CompletionNode): string[] => [
  ...subcommands.map(({ name }) => name),
  ...choices,
  ...flagsOf(options),
];

/** As they are typed. */
export const flagsOf = (options: readonly CompletableOption[]): string[] =>
  options.flatMap(({ long, short }) => [...(short === null ? [] : [`-${short}`]), `--${long}`]);
