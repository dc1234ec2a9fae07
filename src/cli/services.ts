import path from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { createLogger } from './terminal/logging.js';
import { jsonScreen, textScreen } from './up/screen.js';
import { up } from './up/up.js';
import {
  inForce,
  stopSignal,
  type AddCommand,
  commandLogger,
  EXIT,
  processConfig,
  processStopSignal,
  processTenantsFile,
} from './context.js';
import { runGateway } from '../gateway.js';

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
        const config = inForce(loadConfig(env));
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

/** `worker`: one worker process, any number of them. */
export const addWorkerCommand: AddCommand = (program, run) => {
  program
    .command('worker')
    .description('Run one worker process until SIGTERM or SIGINT; steps under way are finished first.')
    .action(
      run(async () => {
        const config = processConfig();
        const tenantsFile = processTenantsFile();
        const logger = commandLogger('worker', config);
        // Loaded here, because it takes longer than all the rest of a short command.
        const { runWorker } = await import('../worker.js');
        await runWorker({
          config,
          tenantsFile,
          logger,
          signal: processStopSignal(tenantsFile),
          onReady: () => process.send?.({ ready: true }),
        });
        return EXIT.done;
      }),
    );
};

/** `gateway`: one gateway process: health, webhooks, codec, API. */
export const addGatewayCommand: AddCommand = (program, run) => {
  program
    .command('gateway')
    .description('Run the gateway until SIGTERM or SIGINT: health, webhooks, payload codec, API.')
    .action(
      run(async () => {
        const config = processConfig();
        const tenantsFile = processTenantsFile();
        const logger = commandLogger('gateway', config);
        await runGateway({
          config,
          tenantsFile,
          logger,
          signal: processStopSignal(tenantsFile),
          onReady: (url) => process.send?.({ url }),
        });
        return EXIT.done;
      }),
    );
};
