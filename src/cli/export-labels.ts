import { InvalidArgumentError } from 'commander';
import { composePlatform } from '../compose/tenants.js';
import { accountUnset } from '../config/tenants/tenant.js';
import { ConfigurationError } from '../ports/setting.js';
import type { Config, TenantConfig } from '../config/load.js';
import { timeOrAge } from '../domain/age.js';
import { commandConfig, EXIT, tenantNamed, UsageError, type AddCommand } from './context.js';
import { createGentleRequests, labelledTickets, type LabelSource } from './labelled-tickets.js';
import { writeLine, secondOpinionOf } from './json-lines.js';
import { pastTime, tenantOption } from './options.js';

/** Of the account's limit that is ours: the workers go on beside this. */
const SHARE_OF_REQUESTS = 1 / 4;
/** Ten listings a minute are allowed, and scans list too. */
const LISTING_INTERVAL_MS = 12_000;
const MOST_TICKETS = 100_000;

interface ExportOptions {
  tenant: string;
  from: string;
  to: string;
  limit: number;
  withoutVerdict?: boolean;
}

/** `export-labels`: solved tickets with the labels that agents left on them, redacted, as JSON lines. */
export const addExportLabelsCommand: AddCommand = (program, run) => {
  program
    .command('export-labels')
    .description(
      'Solved tickets with what agents finally chose, personal data out, one JSON object a line: to measure verdicts with.',
    )
    .requiredOption('--from <time>', 'tickets last changed since: ISO 8601 or an age such as 720h', pastTime)
    .option('--to <time>', 'and before: ISO 8601 or an age', pastTime, '0m')
    .option('--limit <n>', 'at most so many tickets', ticketCount, 1_000)
    .option('--without-verdict', 'also tickets that we never judged: their urgency is their priority')
    .addOption(tenantOption())
    .addHelpText(
      'after',
      '\nReads with a quarter of our share of the request limit; 1,000 tickets take some 20 minutes.',
    )
    .action(
      run(async ({ tenant, from, to, limit, withoutVerdict = false }: ExportOptions) => {
        const now = new Date();
        const range = { from: timeOrAge(from, now) as string, to: timeOrAge(to, now) as string };
        if (range.from >= range.to) throw new UsageError('expected --from before --to');
        const config = commandConfig();
        const source = sourceOf(tenantNamed(config, tenant), config);
        let written = 0;
        for await (const ticket of labelledTickets(source, { ...range, limit, withoutVerdict })) {
          await writeLine(process.stdout, ticket);
          written += 1;
        }
        process.stderr.write(`${written} tickets\n`);
        return EXIT.done;
      }),
    );
};

function ticketCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0 && count <= MOST_TICKETS) return count;
  throw new InvalidArgumentError(`Expected a whole number, 1 to ${MOST_TICKETS}.`);
}

/** @throws {ConfigurationError} when no help desk is configured. */
function sourceOf(tenant: TenantConfig, config: Config): LabelSource {
  const { platform: account, triage } = tenant;
  if (account === null) throw new ConfigurationError([accountUnset(tenant)]);
  return {
    platform: composePlatform(account, { plainHttpHosts: config.process.plainHttpHosts }),
    region: triage.phoneRegion,
    list: createGentleRequests({ intervalMs: LISTING_INTERVAL_MS }),
    read: createGentleRequests({ intervalMs: 60_000 / (account.requestsPerMinute * SHARE_OF_REQUESTS) }),
    secondOpinion: secondOpinionOf('export-labels', config),
  };
}
