import { Argument } from 'commander';
import { bashCompletion } from './completion/bash.js';
import { completionNodes } from './completion/command-tree.js';
import { fishCompletion } from './completion/fish.js';
import { zshCompletion } from './completion/zsh.js';
import { answer, EXIT, type AddCommand } from './context.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** `completion`: a script that lets a shell complete our commands, made from the commands themselves. */
export const addCompletionCommand: AddCommand = (program, run) => {
  program
    .command('completion')
    .description(
      'Print a script that completes commands and options: source <(ticket-processor completion bash)',
    )
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SHELLS)))
    .action(
      run((shell: keyof typeof SHELLS, { json = false }: { json?: boolean }) => {
        const script = SHELLS[shell](program.name(), completionNodes(program));
        answer({ shell, script }, { json, text: () => script.trimEnd() });
        return Promise.resolve(EXIT.done);
      }),
    );
};
