import type { TicketRecord } from './types.js';

/** The incremental export: every ticket once, at the place of its latest change. Positions never move. */
export class ExportStream {
  #ticketIds: number[] = [];
  #times: number[] = [];

  /** Number of positions, stale ones included. */
  get length(): number {
    return this.#ticketIds.length;
  }

  /** Puts a ticket at the end, which makes its former position stale. Times never run backwards. */
  append(record: TicketRecord, seconds: number): void {
    record.generatedAt = Math.max(seconds, this.#times.at(-1) ?? 0);
    record.streamPosition = this.#ticketIds.length;
    this.#ticketIds.push(record.id);
    this.#times.push(record.generatedAt);
  }

  /** The first position at or after a time, Unix seconds. */
  positionAt(seconds: number): number {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) < seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Ids of up to `limit` tickets from `position` on, none changed after `untilSeconds`,
   * and where to go on; `done` when there are no more.
   */
  read(
    position: number,
    { limit, untilSeconds, wanted }: StreamQuery,
  ): { ticketIds: number[]; next: number; done: boolean } {
    const ticketIds: number[] = [];
    let next = position;
    for (let at = position; at < this.#ticketIds.length; at += 1) {
      if ((this.#times[at] ?? 0) > untilSeconds) break;
      const ticketId = this.#ticketIds[at];
      if (ticketId !== undefined && wanted(ticketId, at)) {
        if (ticketIds.length === limit) return { ticketIds, next, done: false };
        ticketIds.push(ticketId);
      }
      next = at + 1;
    }
    return { ticketIds, next, done: true };
  }
}

export interface StreamQuery {
  limit: number;
  untilSeconds: number;
  /** False for positions that are stale or filtered out. */
  wanted: (ticketId: number, position: number) => boolean;
}
