import type { TicketRecord } from './types.js';

/** All tickets in the order of their latest change; those of one second in the order they changed. */
export class UpdateOrder {
  readonly #records: TicketRecord[] = [];
  #changes = 0;

  /** Puts a new ticket where its `updatedAt` belongs. */
  add(record: TicketRecord): void {
    this.#changes += 1;
    record.updateNumber = this.#changes;
    this.#records.splice(this.#placeOf(record.updatedAt, this.#changes), 0, record);
  }

  /** Moves a ticket to the place of a change at `seconds`. */
  move(record: TicketRecord, seconds: number): void {
    this.#records.splice(this.#placeOf(record.updatedAt, record.updateNumber), 1);
    record.updatedAt = seconds;
    this.add(record);
  }

  /** Tickets changed at or after a time, oldest change first. */
  since(seconds: number): readonly TicketRecord[] {
    return this.#records.slice(this.#placeOf(seconds, 0));
  }

  /** The first place at or behind a change. */
  #placeOf(seconds: number, updateNumber: number): number {
    let [low, high] = [0, this.#records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const record = this.#records[middle];
      const isBefore =
        record !== undefined &&
        (record.updatedAt < seconds || (record.updatedAt === seconds && record.updateNumber < updateNumber));
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
