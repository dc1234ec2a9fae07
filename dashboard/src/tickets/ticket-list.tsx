import type { SessionAnswer } from '../../../src/gateway/api/wire.js';
import { urlOf } from '../api-client.js';
import type { ChosenTicket } from '../board.js';
import { useClock } from '../use-clock.js';
import { parametersOf, type View } from '../view.js';
import { FilterBar } from './filter-bar.js';
import type { TicketFilter } from './filter.js';
import { TicketRow } from './ticket-row.js';
import { roundKey, useTickets } from './use-tickets.js';

/** What was decided last, ticket by ticket. */
export function TicketList({
  session,
  view,
  filter,
  setFilter,
  selected,
  setSelected,
  again,
  onChoose,
}: {
  session: SessionAnswer;
  view: View;
  filter: TicketFilter;
  setFilter: (filter: TicketFilter) => void;
  selected: readonly ChosenTicket[];
  setSelected: (tickets: readonly ChosenTicket[]) => void;
  again: number;
  onChoose: (ticket: ChosenTicket) => void;
}) {
  const now = useClock(5_000);
  const parameters = { ...parametersOf(view), ...filter };
  const { first, tickets, showMore, moreError } = useTickets(parameters, again);
  const showTenant = view.tenant === '' && session.tenants.length > 1;
  const isOperator = session.role === 'operator';
  return (
    <section class="card tickets" id="tickets" aria-labelledby="tickets-heading">
      <div class="tickets-top">
        <h2 id="tickets-heading" tabIndex={-1}>
          Recent tickets
        </h2>
        <a class="button" href={urlOf('/export.csv', parameters)} download>
          Export CSV
        </a>
      </div>
      <FilterBar {...{ filter, setFilter }} />
      {first.error !== null && (
        <p class="notice bad" role="alert">
          The tickets cannot be loaded. {first.error}
        </p>
      )}
      {first.value !== null && tickets.length === 0 ? (
        <p class="empty soft">
          {Object.values(filter).some((value) => value !== '')
            ? 'No ticket of this period fits.'
            : 'None yet.'}
        </p>
      ) : (
        <table role="table" class="list" aria-busy={first.isLoading}>
          <caption class="unseen">Recent tickets, newest first</caption>
          <thead role="rowgroup">
            <tr role="row">
              {isOperator && (
                <th role="columnheader" scope="col">
                  <span class="unseen">Select</span>
                </th>
              )}
              {[
                'Ticket',
                ...(showTenant ? ['Tenant'] : []),
                'Outcome',
                'Verdict',
                'Decided by',
                'Latency',
                'Cost',
                'Ended',
                'Links',
              ].map((name) => (
                <th role="columnheader" scope="col" key={name} class={NUMBERS.has(name) ? 'number' : ''}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {tickets.map((ticket) => (
              <TicketRow
                key={roundKey(ticket)}
                {...{ ticket, showTenant, isOperator, now, selected, setSelected, onChoose }}
                sloMs={session.latencySloMs}
              />
            ))}
          </tbody>
        </table>
      )}
      {moreError !== null && <p class="error-text">{moreError}</p>}
      {showMore !== null && (
        <button type="button" class="more" onClick={() => void showMore()}>
          Show older tickets
        </button>
      )}
    </section>
  );
}

const NUMBERS: ReadonlySet<string> = new Set(['Latency', 'Cost']);
