import { Command, CommanderError } from 'commander';
import { addAlertsCommand } from './alerts.js';
import { addBackfillCommand } from './backfill.js';
import { addClassifyCommand } from './classify.js';
import { addCompletionCommand } from './completion.js';
import { EXIT, type AddCommand, type RunCommand } from './context.js';
import { addDoctorCommand } from './doctor/doctor.js';
import { addExportLabelsCommand } from './export-labels.js';
import { failureOf } from './failure.js';
import { addGatewayCommand, addUpCommand, addWorkerCommand } from './services.js';
import { addHealthCommand } from './health.js';
import { addLogsCommand } from './logs.js';
import { addAuditCommand } from './audit.js';
import { nameOnlyTenant, addJsonOption, asksForJson } from './options.js';
import { addProcessCommand } from './process.js';
import { addRedactCommand } from './redact.js';
import { addReprocessCommand } from './reprocess.js';
import { addScheduleCommand } from './schedule.js';
import { addSimulateCommand } from './simulate.js';
import { addStatisticsCommand } from './statistics.js';
import { addStatusCommand } from './status.js';
import { addTemporalCommand } from './temporal.js';
import { addWritesCommand } from './writes.js';

const COMMANDS: readonly AddCommand[] = [
  addUpCommand,
  addWorkerCommand,
  addGatewayCommand,
  addStatusCommand,
  addStatisticsCommand,
  addHealthCommand,
  addDoctorCommand,
  addProcessCommand,
  addReprocessCommand,
  addBackfillCommand,
  addScheduleCommand,
  addWritesCommand,
  addAlertsCommand,
  addRedactCommand,
  addClassifyCommand,
  addExportLabelsCommand,
  addAuditCommand,
  addLogsCommand,
  addSimulateCommand,
  addTemporalCommand,
  addCompletionCommand,
];

/** Runs the command line. @returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const json = asksForJson(argv);
  let exitCode: number = EXIT.done;
  const run: RunCommand =
    (action) =>
    async (...args) => {
      exitCode = await action(...args);
    };
  const program = createProgram({ run, quiet: json });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const failure = failureOf(error);
    // The option parser has told people already, with the usage.
    if (json) process.stderr.write(`${JSON.stringify({ error: failure })}\n`);
    else if (!(error instanceof CommanderError)) process.stderr.write(`${failure.message}\n`);
    return failure.exitCode;
  }
}

/** All commands. `quiet`: the option parser throws what it has to say, and prints nothing on stderr. */
export function createProgram({ run, quiet }: { run: RunCommand; quiet: boolean }): Command {
  const program = new Command('ticket-processor')
    .description('AI triage of help desk tickets on Temporal: open, durable, private.')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError()
    .hook('preAction', (_program, command) => nameOnlyTenant(command));
  if (quiet) program.configureOutput({ writeErr: () => undefined });
  for (const add of COMMANDS) add(program, run);
  addJsonOption(program);
  return program;
}
