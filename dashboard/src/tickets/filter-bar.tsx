import { capital, word } from '../format.js';
import { CHOICES, NO_FILTER, type TicketFilter } from './filter.js';

/** Narrows the list. */
export function FilterBar({
  filter,
  setFilter,
}: {
  filter: TicketFilter;
  setFilter: (filter: TicketFilter) => void;
}) {
  const isNarrowed = Object.values(filter).some((value) => value !== '');
  return (
    <div class="filters" role="group" aria-label="Narrow the list">
      <label>
        <span class="unseen">Ticket ID</span>
        <input
          type="search"
          name="ticket"
          placeholder="Ticket ID"
          value={filter.ticket}
          pattern="[\w\-]{0,64}"
          onChange={({ currentTarget }) => setFilter({ ...filter, ticket: currentTarget.value.trim() })}
        />
      </label>
      {CHOICES.map(([field, name, labels]) => (
        <label key={field}>
          <span class="unseen">{name}</span>
          <select
            name={field}
            value={filter[field]}
            class={filter[field] === '' ? '' : 'chosen'}
            onChange={({ currentTarget }) => setFilter({ ...filter, [field]: currentTarget.value })}
          >
            <option value="">{name}: all</option>
            {labels.map((label) => (
              <option key={label} value={label}>
                {capital(word(label))}
              </option>
            ))}
          </select>
        </label>
      ))}
      {isNarrowed && (
        <button type="button" class="quiet" onClick={() => setFilter(NO_FILTER)}>
          Show all
        </button>
      )}
    </div>
  );
}
