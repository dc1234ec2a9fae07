import { auditEntries } from '../records/audit/entries.js';
import { auditFolderIn } from '../records/audit/folder.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import type { TicketEntry } from '../ports/audit-log.js';
import { answer, EXIT, tenantNamed, type AddCommand } from './context.js';
import { tenantOption } from './options.js';

/** `audit show`: everything that was done with one ticket, oldest first; exit 1 when nothing is known of it. */
export const addAuditShowCommand: AddCommand = (audit, run) => {
  audit
    .command('show')
    .description(
      'What was done with a ticket: who asked, what was found, what was written, or why nothing was.',
    )
    .argument('<ticket>', 'its ID')
    .addOption(tenantOption())
    .action(
      run(async (ticketId: string, { json = false, tenant }: { json?: boolean; tenant: string }) => {
        const config = loadConfig(readEnvironment());
        tenantNamed(config, tenant);
        const folder = auditFolderIn(config.process.dataDir);
        const { keys } = config.logEncryption;
        // A round that was written down twice is one.
        const rounds = new Map<string, TicketEntry>();
        for await (const { entry } of auditEntries({ folder, keys, containing: `"ticketId":"${ticketId}"` }))
          if (entry.kind === 'ticket' && entry.tenant === tenant && entry.ticketId === ticketId)
            rounds.set(entry.id, entry);
        const found = [...rounds.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
        answer(found, { json, text: () => text(ticketId, found) });
        return found.length === 0 ? EXIT.failed : EXIT.done;
      }),
    );
};

const text = (ticketId: string, rounds: readonly TicketEntry[]): string =>
  rounds.length === 0
    ? `The audit log of this data folder knows nothing of ticket ${ticketId}.`
    : rounds.map(roundText).join('\n\n');

function roundText({
  at,
  askedBy,
  outcome,
  why,
  verdict,
  write,
  costMicroUsd,
  ...entry
}: TicketEntry): string {
  const lines = [
    `${at}  ${outcome}${why === null ? '' : `: ${why}`}`,
    `asked by      ${askedBy}`,
    `run           ${entry.workflowId} ${entry.runId}, round ${entry.round}`,
  ];
  if (verdict !== null) {
    const { source, model, promptVersion, fallbackReason, removed } = verdict;
    const counts = Object.entries(removed).map(([type, count]) => `${type} ${count}`);
    lines.push(
      `removed       ${counts.join(', ') || 'nothing'}`,
      `decided by    ${source === 'llm' ? model : `rules, because of ${fallbackReason}`} (${promptVersion})`,
      `verdict       ${verdict.rootCause}, urgency ${verdict.urgency}, ${verdict.sentiment}`,
      `verdict ID    ${verdict.verdictId}`,
      `input         ${verdict.inputHash}`,
    );
  }
  if (write !== null) {
    lines.push(
      `${outcome === 'dryRun' ? 'would write' : 'written'.padEnd(11)}   ${write.tags.join(' ')}`,
      `priority      ${write.priority ?? 'left as it was'}`,
    );
  }
  return [...lines, `cost          $${(costMicroUsd / 1e6).toFixed(6)}`].join('\n');
}
