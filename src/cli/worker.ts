import {
  commandLogger,
  EXIT,
  processConfig,
  processStopSignal,
  processTenantsFile,
  type AddCommand,
} from './context.js';

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
