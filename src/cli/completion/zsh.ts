import { flagsOf, type CompletableOption, type CompletionNode } from './command-tree.js';

/**
 * A completion script for zsh, to be sourced or put into a folder of `$fpath` as `_ticket-processor`.
 * @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html
 */
export function zshCompletion(program: string, nodes: readonly CompletionNode[]): string {
  const name = `_${program}`;
  return `#compdef ${program}
# Completes ${program} in zsh. Put this line into ~/.zshrc, after compinit:  source <(${program} completion zsh)
${name}() {
  local place='' index
  local -a entries flags
  for ((index = 2; index < CURRENT; index++)); do
    case "$place $words[index]" in
      ${nodes.flatMap(pathPatterns).join(' | ')}) place="$place $words[index]" ;;
    esac
  done
  case "$place $words[CURRENT-1]" in
${lines(nodes.flatMap(valueCases))}
  esac
  case "$place" in
${lines(nodes.map(nodeCase))}
  esac
  (( $#entries )) && _describe -t commands command entries
  [[ -z $entries || $PREFIX == -* ]] && _describe -o -t options option flags
}
if [[ $funcstack[1] == ${name} ]]; then ${name} "$@"; else compdef ${name} ${program}; fi
`;
}

const lines = (cases: readonly string[]): string => cases.map((line) => `    ${line}`).join('\n');
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const placeOf = ({ path }: CompletionNode): string => path.map((name) => ` ${name}`).join('');

const pathPatterns = (node: CompletionNode): string[] =>
  node.subcommands.map((sub) => quoted(`${placeOf(node)} ${sub.name}`));

function valueCases(node: CompletionNode): string[] {
  return node.options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const pattern = flagsOf([option]).map((flag) => quoted(`${placeOf(node)} ${flag}`));
      const values = option.choices.length === 0 ? '_files' : `compadd -- ${option.choices.join(' ')}`;
      return `${pattern.join(' | ')}) ${values}; return ;;`;
    });
}

/** A colon parts a word from its description. */
const entry = (word: string, description: string): string =>
  quoted(description === '' ? word : `${word}:${description}`);

function nodeCase(node: CompletionNode): string {
  const entries = [
    ...node.subcommands.map((sub) => entry(sub.name, sub.description)),
    ...node.choices.map((choice) => entry(choice, '')),
  ];
  const flags = node.options.flatMap((option: CompletableOption) =>
    flagsOf([option]).map((flag) => entry(flag, option.description)),
  );
  return `${quoted(placeOf(node))}) entries=(${entries.join(' ')}); flags=(${flags.join(' ')}) ;;`;
}
