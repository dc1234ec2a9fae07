import { isGrpcServiceError } from '@temporalio/client';
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
import { addStatisticsCommand } from './statistics.js';
import { addStatusCommand } from './status.js';
import { addTemporalCommand } from './temporal.js';
import { addUpCommand } from './up.js';
import { addWorkerCommand } from './worker.js';

const COMMANDS: readonly AddCommand[] = [
  addUpCommand,
  addWorkerCommand,
  addGatewayCommand,
  addStatusCommand,
  addStatisticsCommand,
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
  if (error instanceof TemporalUnreachableError || isUnavailable(error)) return EXIT.unreachable;
  return EXIT.failed;
}

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const GRPC_UNAVAILABLE = 14;

/** Temporal went away while a command was asking it. */
function isUnavailable(error: unknown): boolean {
  return isGrpcServiceError(error) && (error.code as number) === GRPC_UNAVAILABLE;
}
