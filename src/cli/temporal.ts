import { spawn } from 'node:child_process';
import { readEnvironment } from '../config/environment.js';
import { temporalBinary, readRuntime } from './up/runtime-file.js';
import { exitCodeOf, commandConfig, type AddCommand } from './context.js';

/** `temporal …`: Temporal's own CLI, on the right server and namespace, reading encrypted payloads. */
export const addTemporalCommand: AddCommand = (program, run) => {
  program
    .command('temporal')
    .description(
      "Temporal's own CLI with the right address, namespace and codec; everything behind it is passed on.",
    )
    .argument('[args...]', "the CLI's own arguments")
    .allowUnknownOption()
    .helpOption(false)
    .passThroughOptions()
    .action(
      run(async (args: string[], { json = false }: { json?: boolean }) => {
        const { process: config, gateway } = commandConfig();
        const runtime = readRuntime(config.dataDir);
        const codec =
          gateway.token === null || !runtime?.gatewayUrl
            ? {}
            : {
                TEMPORAL_CODEC_ENDPOINT: `${runtime.gatewayUrl}/codec`,
                TEMPORAL_CODEC_AUTH: `Bearer ${gateway.token}`,
              };
        const env = readEnvironment();
        const binary = await temporalBinary(env);
        const child = spawn(binary, [...args, ...(json ? ['--output', 'json'] : [])], {
          stdio: 'inherit',
          env: {
            ...env,
            TEMPORAL_ADDRESS: config.temporalAddress ?? '127.0.0.1:7233',
            TEMPORAL_NAMESPACE: config.namespace,
            ...codec,
          },
        });
        return exitCodeOf(child);
      }),
    );
};
