import { ConfigurationError } from '../../ports/setting.js';
import { wrongConfiguration } from './configuration.js';
import { type CheckResult, reportOf, type DoctorReport, reportText } from './report.js';
import { doctorChecks, runChecks } from './checks.js';
import { serverAccess } from './temporal.js';
import { answer, commandConfig, EXIT, tenantNamed, type AddCommand } from '../context.js';
import { tenantOption } from '../options.js';

interface DoctorOptions {
  json?: boolean;
  tenant: string;
}

/** Of output that is no terminal: lines stay whole, so that `grep` finds them. */
const UNWRAPPED = Infinity;

/** `doctor`: looks at everything that the configuration names, and changes nothing. */
export const addDoctorCommand: AddCommand = (program, run) => {
  program
    .command('doctor')
    .description('Checks everything that the configuration names, without writing anything.')
    .addOption(tenantOption())
    .addHelpText(
      'after',
      '\nThe model is asked for one verdict on a made-up ticket, which costs some hundred tokens.\n' +
        'Exit 0 no error, 1 a check failed, 69 Temporal or the help desk unreachable, 78 wrong configuration.',
    )
    .action(
      run(async ({ json = false, tenant }: DoctorOptions) => {
        const results = await examine(tenant).catch((cause: unknown) => {
          // A program that reads the report learns the faults from it; the message says them to people.
          if (json && cause instanceof ConfigurationError) print(unusable(tenant, cause), json);
          throw cause;
        });
        print(reportOf(tenant, results), json);
        return exitCodeOf(results);
      }),
    );
};

async function examine(tenantName: string): Promise<CheckResult[]> {
  const config = commandConfig();
  const tenant = tenantNamed(config, tenantName);
  const server = serverAccess(config);
  try {
    return await runChecks(doctorChecks(config, tenant, server));
  } finally {
    await server.close();
  }
}

function unusable(tenant: string, cause: ConfigurationError): DoctorReport {
  return reportOf(tenant, [{ name: 'configuration', ...wrongConfiguration(cause) }]);
}

function print(report: DoctorReport, json: boolean): void {
  const columns = process.stdout.isTTY ? process.stdout.columns : UNWRAPPED;
  answer(report, { json, text: () => reportText(report, columns) });
}

/** What has to be mended first decides. */
function exitCodeOf(results: readonly CheckResult[]): number {
  const faults = new Set(results.flatMap(({ fault }) => fault ?? []));
  if (faults.has('configuration')) return EXIT.configuration;
  if (faults.has('unreachable')) return EXIT.unreachable;
  return faults.has('failed') ? EXIT.failed : EXIT.done;
}
