import { setTimeout as delay } from 'node:timers/promises';
import type { HelpDesk } from '../chaos/help-desk.js';

/** How many tickets customers open while a step is under way, and over what time they spread. */
export interface Pace {
  /** Of all tickets, 0 to 1. What a shorter step leaves comes with the next one. */
  share: number;
  overMs: number;
}

/** The pace of each part of the rollout. */
export const PACES = {
  onA: { share: 0.1, overMs: 20_000 },
  ramp: { share: 0.2, overMs: 45_000 },
  /** The server finds a build drained after three minutes at the earliest. */
  drain: { share: 0.2, overMs: 180_000 },
  onC: { share: 0.15, overMs: 12_000 },
  rolledBack: { share: 0.1, overMs: 30_000 },
} as const satisfies Record<string, Pace>;

/** Of all tickets, those that come at once just before a step, so that it finds many under way. */
export const RUSH_SHARE = 0.05;
/** The first ramp, B current, C current. */
export const RUSHES = 3;

/** Share of the tickets that are there at the start. */
export const SEEDED_SHARE =
  1 - RUSHES * RUSH_SHARE - Object.values(PACES).reduce((sum, { share }) => sum + share, 0);

const EVERY_MS = 500;

/** Tickets that should be there `elapsedMs` after a pace began. */
export const dueBy = ({ share, overMs }: Pace, total: number, elapsedMs: number): number =>
  Math.floor(total * share * Math.min(1, elapsedMs / overMs));

/** Customers who open tickets at the pace of the step under way, so that every step has tickets to trip over. */
export class Arrivals {
  private pace: Pace = { share: 0, overMs: 1 };
  private beganAtMs = Date.now();
  private leftAtBegin: number;
  /** One request after the other: each counts from what the one before has opened. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly helpDesk: Pick<HelpDesk, 'toCome' | 'arrive'>,
    private readonly total: number,
  ) {
    this.leftAtBegin = helpDesk.toCome;
  }

  /** Goes on at this pace; what the last one did not get to is due at once. */
  async go(pace: Pace): Promise<void> {
    await this.catchUp(() => this.pace.overMs);
    this.leftAtBegin = this.helpDesk.toCome;
    this.beganAtMs = Date.now();
    this.pace = pace;
  }

  /** Opens tickets at once; how many. */
  async rush(): Promise<number> {
    const count = Math.floor(this.total * RUSH_SHARE);
    await this.inTurn(() => count);
    return count;
  }

  /** Opens what is due until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    for (; !signal.aborted; await delay(EVERY_MS, undefined, { signal }))
      await this.catchUp(() => Date.now() - this.beganAtMs);
  }

  private catchUp(elapsedMs: () => number): Promise<void> {
    return this.inTurn(() => {
      const arrived = this.leftAtBegin - this.helpDesk.toCome;
      return Math.max(0, dueBy(this.pace, this.total, elapsedMs()) - arrived);
    });
  }

  private inTurn(count: () => number): Promise<void> {
    this.turn = this.turn.then(() => this.helpDesk.arrive(count()));
    return this.turn;
  }
}
