import path from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { createLogger } from '../ops/logging.js';
import { up } from '../up/up.js';
import { stopSignal, type AddCommand } from './context.js';

/** `up`: everything on this machine, what `npm start` runs. */
export const addUpCommand: AddCommand = (program, run) => {
  program
    .command('up')
    .description(
      'Run everything on this machine: Temporal, simulators where nothing is configured, worker, schedule.',
    )
    .option('--once', 'end after the first scan and all its tickets')
    .option('--real-model', 'use the configured model although the help desk is a simulator')
    .action(
      run(async ({ once = false, realModel = false }: { once?: boolean; realModel?: boolean }) => {
        const env = readEnvironment();
        const config = loadConfig(env);
        const { dataDir, logLevel, logFormat, logFile } = config.process;
        const file = logFile ?? path.join(dataDir, 'logs', 'up.jsonl');
        const terminal = createLogger({ process: 'up', level: logLevel, format: logFormat ?? 'text', file });
        return up({
          config,
          env,
          logger: terminal,
          once,
          realModel,
          output: process.stdout,
          signal: stopSignal(),
        });
      }),
    );
};
