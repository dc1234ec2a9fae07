import { Command, CommanderError } from 'commander';
import { TemporalUnreachableError } from '../client.js';
import { ConfigurationError } from '../config/faults.js';
import { addClassifyCommand } from './classify.js';
import { EXIT, UsageError, type AddCommand, type RunCommand } from './context.js';
import { addGatewayCommand } from './gateway.js';
import { addHealthCommand } from './health.js';
import { addProcessCommand } from './process.js';
import { addRedactCommand } from './redact.js';
import { addReprocessCommand } from './reprocess.js';
import { addScheduleCommand } from './schedule.js';
import { addSimulateCommand } from './simulate.js';
import { addStatusCommand } from './status.js';
import { addTemporalCommand } from './temporal.js';
import { addUpCommand } from './up.js';
import { addWorkerCommand } from './worker.js';

const COMMANDS: readonly AddCommand[] = [
  addUpCommand,
  addWorkerCommand,
  addGatewayCommand,
  addStatusCommand,
  addHealthCommand,
  addProcessCommand,
  addReprocessCommand,
  addScheduleCommand,
  addRedactCommand,
  addClassifyCommand,
  addSimulateCommand,
  addTemporalCommand,
];

/** Runs the command line. @returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.done;
  const run: RunCommand =
    (action) =>
    async (...args) => {
      exitCode = await action(...args);
    };
  const program = new Command('ticket-processor')
    .description('AI triage of help desk tickets on Temporal: open, durable, private.')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError();
  for (const add of COMMANDS) add(program, run);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOfError(error);
  }
}

function exitCodeOfError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof ConfigurationError) return EXIT.configuration;
  if (error instanceof TemporalUnreachableError) return EXIT.unreachable;
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return EXIT.failed;
}
