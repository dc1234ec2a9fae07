import type { Simulator } from '../simulator.js';
import type { TicketRecord } from '../store/types.js';
import { wireUser } from '../wire/user.js';
import type { SearchTerm } from './query.js';

/** The tickets of which every term holds, oldest first; closed ones too, deleted ones not. */
export function ticketsFound(terms: readonly SearchTerm[], simulator: Simulator): TicketRecord[] {
  const isRequester = requesterTest(simulator);
  const holds = (record: TicketRecord, { property, value }: SearchTerm): boolean => {
    switch (property) {
      case 'requester':
        return isRequester(record.requesterId, value);
      case 'status':
        return record.status === value;
      case 'tags':
        return record.tags.includes(value);
    }
  };
  return simulator.store
    .all()
    .filter((record) => record.status !== 'deleted' && terms.every((term) => holds(record, term)))
    .sort((one, other) => one.createdAt - other.createdAt || one.id - other.id);
}

/** By user ID, whole address, whole name or one word of the name; each person is looked up once. */
function requesterTest(simulator: Simulator): (userId: number, value: string) => boolean {
  const known = new Map<number, readonly string[]>();
  return (userId, value) => {
    if (/^\d+$/.test(value)) return String(userId) === value;
    let names = known.get(userId);
    if (names === undefined) {
      const { name = '', email = null } = wireUser(userId, simulator) ?? {};
      const lower = name.toLowerCase();
      names = [lower, ...lower.split(/\s+/), ...(email === null ? [] : [email.toLowerCase()])];
      known.set(userId, names);
    }
    return names.includes(value);
  };
}
