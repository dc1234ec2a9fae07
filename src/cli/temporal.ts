import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnvironment } from '../config/environment.js';
import { temporalBinary } from '../up/temporal-binary.js';
import { commandConfig, EXIT, type AddCommand } from './context.js';

/** `temporal …`: Temporal's own CLI, on the right server and namespace. */
export const addTemporalCommand: AddCommand = (program, run) => {
  program
    .command('temporal')
    .description(
      "Temporal's own CLI with the right address and namespace; everything behind it is passed on.",
    )
    .argument('[args...]', "the CLI's own arguments")
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .action(
      run(async (args: string[]) => {
        const { process: config } = commandConfig();
        const binary = await temporalBinary(readEnvironment());
        const child = spawn(binary, args, {
          stdio: 'inherit',
          env: {
            ...process.env,
            TEMPORAL_ADDRESS: config.temporalAddress ?? '127.0.0.1:7233',
            TEMPORAL_NAMESPACE: config.namespace,
          },
        });
        const [code] = (await once(child, 'exit')) as [number | null];
        return code ?? EXIT.failed;
      }),
    );
};
