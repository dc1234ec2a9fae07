import { runGateway } from '../gateway.js';
import {
  commandLogger,
  EXIT,
  processConfig,
  processStopSignal,
  processTenantsFile,
  type AddCommand,
} from './context.js';

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
