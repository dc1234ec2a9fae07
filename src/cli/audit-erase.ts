import { openAuditLog } from '../records/audit/audit-log.js';
import {
  carryOutErasure,
  planErasure,
  type ErasurePlan,
  type ErasureScope,
} from '../records/audit/erasure.js';
import { auditFolderIn } from '../records/audit/stored-line.js';
import { composeRequesterTickets } from '../compose/tenants.js';
import { accountUnset } from '../config/tenants/tenant.js';
import { ConfigurationError } from '../ports/setting.js';
import type { Config } from '../config/load.js';
import {
  answer,
  commandConfig,
  EXIT,
  platformOf,
  tenantNamed,
  UsageError,
  withClient,
  withOutcomes,
  type AddCommand,
} from './context.js';
import { tenantOption, ticketId } from './options.js';

interface EraseOptions {
  requester?: string;
  ticket?: string[];
  reference?: string;
  yes?: boolean;
  json?: boolean;
  tenant: string;
}

/** `audit erase`: what we hold about somebody's tickets; with `--yes` it is erased. */
export const addAuditEraseCommand: AddCommand = (audit, run) => {
  audit
    .command('erase')
    .description("Tell what is held about somebody's tickets beside the help desk; with --yes, erase it.")
    .option('--requester <address>', 'who: email address or user ID in the help desk')
    .option('--ticket <id>', 'a ticket, also one that the help desk no longer has; may be repeated', ticketId)
    .option('--reference <text>', 'the number of the request in your records; kept, so name nobody in it')
    .option('--yes', 'do it; without it nothing is changed')
    .addOption(tenantOption())
    .action(
      run(async (options: EraseOptions) => {
        const { tenant, reference, yes = false, json = false } = options;
        if (yes && reference === undefined)
          throw new UsageError('--yes wants --reference: who asked is kept');
        const config = commandConfig();
        tenantNamed(config, tenant);
        const ticketIds = await ticketsOf(config, options);
        return withClient(config, ({ client }) =>
          withOutcomes(config, async (outcomes) => {
            const folder = auditFolderIn(config.process.dataDir);
            const { keys } = config.logEncryption;
            const platform = platformOf(config, tenant);
            const scope: ErasureScope = { tenant, platform, ticketIds, folder, keys, client, outcomes };
            const plan = await planErasure(scope);
            const mayBeDone = plan.atWork.length === 0;
            if (yes && mayBeDone) await erase(config, { scope, plan, reference: reference ?? '' });
            answer(report(scope, plan, yes && mayBeDone), {
              json,
              text: () => text(scope, plan, { yes, mayBeDone }),
            });
            return mayBeDone ? EXIT.done : EXIT.failed;
          }),
        );
      }),
    );
};

/** What the vendor's search takes as one word. */
const REQUESTER = /^(\d{1,20}|[^\s"@:]+@[^\s"@:]+)$/;

async function ticketsOf(
  config: Config,
  { requester, ticket = [], tenant }: EraseOptions,
): Promise<string[]> {
  if (requester === undefined && ticket.length === 0)
    throw new UsageError('expected --requester or --ticket: whose traces are to be erased');
  if (requester === undefined) return ticket;
  if (!REQUESTER.test(requester))
    throw new UsageError('--requester: expected an email address or a user ID of the help desk');
  const configured = tenantNamed(config, tenant);
  if (configured.platform === null) {
    const fault = accountUnset(configured);
    throw new ConfigurationError([{ ...fault, expected: `${fault.expected}, or --ticket alone` }]);
  }
  const { plainHttpHosts } = config.process;
  const found = await composeRequesterTickets(configured.platform, plainHttpHosts).find(requester);
  return [...new Set([...ticket, ...found])];
}

async function erase(
  config: Config,
  { scope, plan, reference }: { scope: ErasureScope; plan: ErasurePlan; reference: string },
): Promise<void> {
  const { folder, keys } = scope;
  const audit = await openAuditLog({ folder, keys, keepDays: config.statistics.retentionDays });
  try {
    await carryOutErasure(scope, plan, { audit, reference });
  } finally {
    await audit.close();
  }
}

const report = ({ ticketIds }: ErasureScope, plan: ErasurePlan, erased: boolean) => ({
  tickets: ticketIds.length,
  auditLines: plan.lines.length,
  outcomes: plan.outcomes,
  runs: plan.runs.length,
  atWork: plan.atWork,
  erased,
});

function text(
  { ticketIds }: ErasureScope,
  { lines, outcomes, runs, atWork }: ErasurePlan,
  { yes, mayBeDone }: { yes: boolean; mayBeDone: boolean },
): string {
  const conclusion = !mayBeDone
    ? `Nothing was erased: tickets ${atWork.join(', ')} are being processed. Try again when they have ended.`
    : yes
      ? 'Erased. The tickets themselves, our notes and tags on them, are in the help desk; log files hold ticket IDs until they are removed.'
      : 'Nothing was changed. --yes --reference NUMBER erases it.';
  return [
    `${ticketIds.length} tickets`,
    `${lines.length} lines of the audit log in this data folder`,
    `${outcomes} rounds in the statistics`,
    `${runs.length} runs in Temporal`,
    conclusion,
  ].join('\n');
}
