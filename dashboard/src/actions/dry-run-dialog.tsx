import { useState } from 'preact/hooks';
import { labelList } from '../../../src/domain/verdict-fields.js';
import type { DryRunAnswer } from '../../../src/gateway/api/wire.js';
import { tell } from '../api-client.js';
import { capital, word } from '../format.js';
import { ActionDialog } from './action-dialog.js';
import { TenantChoice } from './tenant-choice.js';
import { TicketIdsField } from './ticket-ids-field.js';
import { idsOf, useAction, type ActionProps } from './use-action.js';

/** Judges tickets and shows what would be written; nothing is. */
export function DryRunDialog({
  tenants,
  first,
  ids,
  onClose,
}: Omit<ActionProps, 'onDone'> & { ids: readonly string[] }) {
  const [tenant, setTenant] = useState(first);
  const [text, setText] = useState(ids.join(' '));
  const [results, setResults] = useState<readonly DryRunAnswer[] | null>(null);
  const action = useAction(async () => {
    setResults(null);
    const body = { ticketIds: idsOf(text) };
    const answer = await tell<{ tickets: DryRunAnswer[] }>('POST', `/tenants/${tenant}/dry-run`, body);
    setResults(answer.tickets);
  });
  return (
    <ActionDialog
      {...{ title: 'Dry run', action, cancel: 'Close', onClose }}
      confirm={action.isBusy ? 'Judging …' : 'Dry run'}
      result={<div role="status">{results !== null && <Results results={results} />}</div>}
    >
      <p class="soft">Everything but the write: the model is asked and paid, the tickets stay as they are.</p>
      <TenantChoice {...{ tenants, tenant, onChange: setTenant }} />
      <TicketIdsField rows={2} text={text} onChange={setText}>
        <span class="soft">(at most 20)</span>
      </TicketIdsField>
    </ActionDialog>
  );
}

const Results = ({ results }: { results: readonly DryRunAnswer[] }) => (
  <table class="figures dry-run">
    <thead>
      <tr>
        <th scope="col">Ticket</th>
        <th scope="col">Verdict</th>
        <th scope="col">Would write</th>
      </tr>
    </thead>
    <tbody>
      {results.map((result) => (
        <tr key={result.ticketId}>
          <th scope="row">{result.ticketId}</th>
          {result.kind === 'dryRun' ? (
            <>
              <td>
                {capital(labelList(result).join(', '))} ({word(result.source)})
              </td>
              <td>
                {result.tags.join(' ')}; priority {result.priority ?? 'as it is'}
              </td>
            </>
          ) : (
            <>
              <td>
                {result.kind === 'pending' ? 'not done yet; it goes on by itself' : capital(result.kind)}
              </td>
              <td>{result.kind === 'pending' ? '–' : `nothing: ${result.why}`}</td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
