import { labelList } from '../../../src/domain/verdict-fields.js';
import type { ListedTicket } from '../../../src/gateway/api/wire.js';
import type { ChosenTicket } from '../board.js';
import { ago, capital, dateTime, duration, money, word } from '../format.js';

/** One round of a ticket. */
export function TicketRow({
  ticket,
  showTenant,
  isOperator,
  now,
  sloMs,
  selected,
  setSelected,
  onChoose,
}: {
  ticket: ListedTicket;
  showTenant: boolean;
  isOperator: boolean;
  now: Date;
  sloMs: number;
  selected: readonly ChosenTicket[];
  setSelected: (tickets: readonly ChosenTicket[]) => void;
  onChoose: (ticket: ChosenTicket) => void;
}) {
  const {
    ticketId,
    tenant,
    kind,
    why,
    detail,
    verdict,
    latencyMs,
    costMicroUsd,
    endedAt,
    helpDeskUrl,
    runUrl,
  } = ticket;
  const [first = '', ...others] = verdict === null ? [] : labelList(verdict);
  const isSame = (other: ChosenTicket) => other.tenant === tenant && other.ticketId === ticketId;
  const isSelected = selected.some(isSame);
  const isErased = helpDeskUrl === null;
  const toggle = () =>
    setSelected(
      isSelected ? selected.filter((other) => !isSame(other)) : [...selected, { tenant, ticketId }],
    );
  return (
    <tr role="row" class={isSelected ? 'selected' : ''}>
      {isOperator && (
        <td role="cell" class="select">
          <input
            type="checkbox"
            checked={isSelected}
            disabled={isErased}
            onChange={toggle}
            aria-label={`Select ticket ${ticketId}`}
          />
        </td>
      )}
      <td role="cell" class="id">
        {isErased ? (
          <span class="soft">erased</span>
        ) : (
          <button
            type="button"
            class="link"
            aria-label={`${ticketId}: why`}
            onClick={() => onChoose({ tenant, ticketId })}
          >
            {ticketId}
          </button>
        )}
      </td>
      {showTenant && (
        <td role="cell" class="tenant">
          {tenant}
        </td>
      )}
      <td role="cell" class="outcome">
        <span class={`chip kind-${kind}`}>{capital(word(kind))}</span>
        {why !== null && <span class="soft why">{why}</span>}
        {detail !== undefined && <span class="soft why">{detail}</span>}
      </td>
      <td role="cell" class="verdict">
        {verdict === null ? (
          <span class="soft">–</span>
        ) : (
          <>
            <b>{capital(first)}</b>
            {others.map((label) => `, ${label}`)}
          </>
        )}
      </td>
      <td role="cell" class="source">
        {verdict === null ? (
          <span class="soft">–</span>
        ) : (
          <span title={verdict.fallbackReason ?? verdict.model}>
            {verdict.source === 'rules' ? <span class="chip rules">Rules</span> : verdict.model}
          </span>
        )}
      </td>
      <td role="cell" class={`number latency${(latencyMs ?? 0) > sloMs ? ' bad-text' : ''}`}>
        {duration(latencyMs)}
      </td>
      <td role="cell" class="number cost">
        {money(costMicroUsd / 1e6)}
      </td>
      <td role="cell" class="ended">
        <time dateTime={endedAt} title={dateTime(endedAt)}>
          {ago(endedAt, now)}
        </time>
      </td>
      <td role="cell" class="links">
        {helpDeskUrl !== null && (
          <a
            href={helpDeskUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={`Ticket ${ticketId} in the help desk`}
          >
            Ticket
          </a>
        )}
        {runUrl !== null && (
          <a
            href={runUrl}
            target="_blank"
            rel="noreferrer"
            aria-label={`Run of ticket ${ticketId} in Temporal`}
          >
            Run
          </a>
        )}
      </td>
    </tr>
  );
}
