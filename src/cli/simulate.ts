import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Argument } from 'commander';
import { CHECKOUT } from '../config/checkout.js';
import { EXIT, type AddCommand } from './context.js';

/** `simulate`: one simulator alone, as a process of its own. Its flags are passed on and checked there. */
export const addSimulateCommand: AddCommand = (program, run) => {
  program
    .command('simulate')
    .description('Run a simulator alone; prints {"url":…} first.')
    .addArgument(new Argument('<kind>', 'what to simulate').choices(['zendesk', 'llm']))
    .argument(
      '[flags...]',
      '--port N --tickets N --seed S --requests-per-minute N --latency-ms A-B --faults JSON --data-dir DIR',
    )
    .allowUnknownOption()
    .passThroughOptions()
    .action(
      run(async (kind: string, flags: string[]) => {
        const entry = path.join(CHECKOUT, 'dist', 'simulators', kind, 'main.js');
        const child = spawn(process.execPath, [entry, ...flags], {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        });
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
        const [code] = (await once(child, 'exit')) as [number | null];
        return code ?? EXIT.failed;
      }),
    );
};
