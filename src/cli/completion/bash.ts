import { flagsOf, wordsOf, type CompletionNode } from './command-tree.js';

/**
 * A completion script for bash: `source <(ticket-processor completion bash)`. Works without the bash-completion
 * package, and with the bash 3.2 of macOS.
 * @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function bashCompletion(program: string, nodes: readonly CompletionNode[]): string {
  const name = `_${program.replaceAll('-', '_')}`;
  return `# Completes ${program} in bash. Put this line into ~/.bashrc:  source <(${program} completion bash)
${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" place='' index
  # Readline takes the = of --option=value for a word of its own.
  if [[ $current == '=' ]]; then current=''; fi
  if [[ $previous == '=' ]]; then previous="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$place \${COMP_WORDS[index]}" in
      ${alternatives(nodes.flatMap(pathPatterns))}) place="$place \${COMP_WORDS[index]}" ;;
    esac
  done
  COMPREPLY=()
  case "$place $previous" in
${lines(nodes.flatMap(valueCases))}
  esac
  case "$place" in
${lines(nodes.map((node) => `${quoted(placeOf(node))}) ${suggest(wordsOf(node))} ;;`))}
  esac
}
complete -o default -F ${name} ${program}
`;
}

const quoted = (text: string): string => `'${text}'`;
const lines = (cases: readonly string[]): string => cases.map((line) => `    ${line}`).join('\n');
const alternatives = (patterns: readonly string[]): string => patterns.join(' | ');
const placeOf = ({ path }: CompletionNode): string => path.map((name) => ` ${name}`).join('');

const pathPatterns = (node: CompletionNode): string[] =>
  node.subcommands.map((sub) => quoted(`${placeOf(node)} ${sub.name}`));

const suggest = (words: readonly string[]): string =>
  `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`;

/** An option that takes any value leaves it to the shell, which completes file names. */
function valueCases(node: CompletionNode): string[] {
  return node.options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const pattern = alternatives(flagsOf([option]).map((flag) => quoted(`${placeOf(node)} ${flag}`)));
      return `${pattern}) ${option.choices.length === 0 ? '' : `${suggest(option.choices)}; `}return ;;`;
    });
}
