import { platformLedger, type PlatformLedger } from '../rig/platform-ledger.js';
import { command } from './control.js';
import { newTickets } from './new-tickets.js';
import type { PlannedEdit } from './plan.js';
import { hasEnded, isWanted } from './promises.js';

/** The help desk's people during a run: customers who open tickets, agents who edit them. */
export class HelpDesk {
  /** Tickets that are to get a verdict. */
  readonly wanted: Set<string>;
  edits = 0;
  private created = 0;

  private constructor(
    private readonly url: string,
    private readonly options: { seed: number; tickets: number },
    wanted: readonly string[],
  ) {
    this.wanted = new Set(wanted);
  }

  /** @param options.tickets how many are to get a verdict in all; those that are not there yet come later. */
  static async open(url: string, options: { seed: number; tickets: number }): Promise<HelpDesk> {
    const { tickets } = await platformLedger(url);
    const wanted = Object.entries(tickets).filter(([, ticket]) => isWanted(ticket));
    return new HelpDesk(
      url,
      options,
      wanted.map(([ticketId]) => ticketId),
    );
  }

  get toCome(): number {
    return Math.max(0, this.options.tickets - this.wanted.size);
  }

  /** Customers open this many tickets, or as many as are still to come. */
  async arrive(atMost: number): Promise<void> {
    const count = Math.min(atMost, this.toCome);
    if (count === 0) return;
    const tickets = newTickets(this.options.seed, { from: this.created + 1, count });
    const { ids } = await command<{ ids: number[] }>(this.url, 'tickets', { tickets });
    this.created += count;
    for (const id of ids) this.wanted.add(String(id));
  }

  async edit({ place, change }: PlannedEdit): Promise<void> {
    const id = [...this.wanted][Math.floor(place * this.wanted.size)];
    if (id === undefined) return;
    await command(this.url, 'agent-edit', { id, ...change });
    this.edits += 1;
  }

  /** Wanted tickets, those to come included, that have not reached their end. */
  async unfinished(): Promise<number> {
    const { tickets } = await this.ledger();
    const open = [...this.wanted].filter((ticketId) => {
      const ticket = tickets[ticketId];
      return ticket === undefined || !hasEnded(ticket);
    });
    return open.length + this.toCome;
  }

  ledger(): Promise<PlatformLedger> {
    return platformLedger(this.url);
  }
}
