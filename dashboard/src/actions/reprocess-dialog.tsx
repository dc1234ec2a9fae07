import { useState } from 'preact/hooks';
import { FIELDS } from '../../../src/domain/verdict-fields.js';
import { tell } from '../api-client.js';
import { capital, count, word } from '../format.js';
import { ActionDialog } from './action-dialog.js';
import { TenantChoice } from './tenant-choice.js';
import { TicketIdsField } from './ticket-ids-field.js';
import { idsOf, useAction, type ActionProps } from './use-action.js';

const SINCE = [
  ['', 'any time'],
  ['1h', 'the last hour'],
  ['24h', 'the last 24 hours'],
  ['7d', 'the last 7 days'],
  ['30d', 'the last 30 days'],
] as const;

/** Asks the tenant's desk for new verdicts, by IDs or by what the latest verdict says. */
export function ReprocessDialog({
  tenants,
  first,
  ids,
  onClose,
  onDone,
}: ActionProps & { ids: readonly string[] }) {
  const [tenant, setTenant] = useState(first);
  const [by, setBy] = useState<'ids' | 'filter'>('ids');
  const [text, setText] = useState(ids.join(' '));
  const [filter, setFilter] = useState<Filter>({ source: '', since: '24h' });
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const ticketIds = idsOf(text);
  const action = useAction(async () => {
    const which = by === 'ids' ? { ticketIds } : { filter: withoutEmpty(filter) };
    const how = { ...(reason.trim() !== '' && { reason }), ...(force && { force }) };
    await tell('POST', `/tenants/${tenant}/reprocess`, { ...which, ...how });
    onDone(
      by === 'ids'
        ? `${count(ticketIds.length)} ${ticketIds.length === 1 ? 'ticket' : 'tickets'} asked for a new verdict.`
        : 'The desk looks for the tickets that fit and asks them.',
    );
  });
  return (
    <ActionDialog {...{ title: 'Reprocess', action, confirm: 'Reprocess', onClose }}>
      <TenantChoice {...{ tenants, tenant, onChange: setTenant }} />
      <fieldset class="either">
        <legend>Which tickets</legend>
        <label class="inline">
          <input type="radio" name="by" checked={by === 'ids'} onChange={() => setBy('ids')} /> By ID
        </label>
        <label class="inline">
          <input type="radio" name="by" checked={by === 'filter'} onChange={() => setBy('filter')} /> By their
          latest verdict
        </label>
      </fieldset>
      {by === 'ids' ? (
        <TicketIdsField rows={3} text={text} onChange={setText} />
      ) : (
        <FilterFields filter={filter} setFilter={setFilter} />
      )}
      <label>
        Reason <span class="soft">(kept in the audit log; no names of customers)</span>
        <input
          name="reason"
          maxLength={80}
          value={reason}
          onInput={(e) => setReason(e.currentTarget.value)}
        />
      </label>
      <label class="inline">
        <input type="checkbox" checked={force} onChange={(e) => setForce(e.currentTarget.checked)} /> Also
        take back what people changed of our last verdict
      </label>
    </ActionDialog>
  );
}

type Filter = Record<string, string>;

function FilterFields({ filter, setFilter }: { filter: Filter; setFilter: (filter: Filter) => void }) {
  const field = (name: string, title: string, options: readonly (readonly [string, string])[]) => (
    <label key={name}>
      {title}
      <select
        name={name}
        value={filter[name] ?? ''}
        onChange={(e) => setFilter({ ...filter, [name]: e.currentTarget.value })}
      >
        {options.map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
  const named = (labels: readonly string[]) => labels.map((label) => [label, capital(word(label))] as const);
  return (
    <div class="side-by-side">
      {field('source', 'Decided by', [['', 'anybody'], ...named(['llm', 'rules'])])}
      {FIELDS.filter(({ selectsRequests }) => selectsRequests).map(({ key, title, tones }) =>
        field(key, title, [['', 'any'], ...named(Object.keys(tones))]),
      )}
      {field('since', 'In', SINCE)}
    </div>
  );
}

const withoutEmpty = (filter: Filter) =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
