import { createSeedWorld } from '../../seed/seed-world.js';
import { NO_JOURNAL, openJournal, type Journal } from './journal.js';
import { TicketStore } from './ticket-store.js';
import type { JournalEntry } from './types.js';

/** The world with its journal, as far as it had come when the last process ended. */
export interface OpenStore {
  store: TicketStore;
  journal: Journal;
}

export interface StoreOptions {
  seed: number;
  tickets: number;
  distinctTickets: boolean;
  nowMs: number;
  /** Absent: in memory. */
  dataDir?: string | undefined;
}

/**
 * Opens the world. A folder that holds one already wins over all but `dataDir`:
 * a restart goes on with the same tickets at the same times.
 */
export function openStore({ dataDir, nowMs, ...chosen }: StoreOptions): OpenStore {
  const { journal, entries } =
    dataDir === undefined ? { journal: NO_JOURNAL, entries: [] } : openJournal(dataDir);
  const [first] = entries;
  const known = first?.kind === 'world' ? first : null;
  const world = known ?? { kind: 'world' as const, version: 1 as const, ...chosen, startedAtMs: nowMs };
  if (known === null) journal.append(world);
  const store = new TicketStore(createSeedWorld(world));
  for (const entry of entries) replay(entry, store);
  return { store, journal };
}

function replay(entry: JournalEntry, store: TicketStore): void {
  switch (entry.kind) {
    case 'world':
      return;
    case 'tickets':
      entry.created.forEach((created) => store.add(created));
      return;
    case 'change':
      store.apply(entry.change);
      return;
    case 'noteEdit':
      store.editNote(entry.edit);
  }
}
