import path from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { createLogger } from './terminal/logging.js';
import { jsonScreen, textScreen } from './up/screen.js';
import { up } from './up/up.js';
import { stopSignal, type AddCommand } from './context.js';

interface UpCommandOptions {
  once?: boolean;
  realModel?: boolean;
  json?: boolean;
}

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
      run(async ({ once = false, realModel = false, json = false }: UpCommandOptions) => {
        const env = readEnvironment();
        const config = loadConfig(env);
        const { dataDir, logLevel, logFormat, logFile } = config.process;
        const file = logFile ?? path.join(dataDir, 'logs', 'up.jsonl');
        const format = json ? 'json' : (logFormat ?? 'text');
        const logger = createLogger({
          ...{ process: 'up', level: logLevel, format, file },
          keys: config.logEncryption.keys,
        });
        // The output may go to a log: a token that the operator chose is not shown.
        const shows = { showToken: config.gateway.token === null };
        const screen = (json ? jsonScreen : textScreen)(process.stdout, shows);
        return up({ config, env, logger, once, realModel, screen, signal: stopSignal() });
      }),
    );
};
