import { MinuteWindow, type WindowState } from '../minute-window.js';
import type { FaultPlan } from './faults.js';
import type { FreshdeskSettings } from './options.js';

/** Credits beyond the first for each embedded part, of a listing and of one ticket. @see vendor page "Rate Limit" */
const CREDITS_AN_EMBEDDED_PART = { listing: 2, ticket: 1 } as const;

/** The account's limits. Refused requests take nothing out of them. */
export class AccountLimits {
  readonly #settings: FreshdeskSettings;
  readonly #faults: FaultPlan;
  readonly #requests = new MinuteWindow();
  readonly #updates = new MinuteWindow();
  readonly #lists = new MinuteWindow();

  constructor(settings: FreshdeskSettings, faults: FaultPlan) {
    this.#settings = settings;
    this.#faults = faults;
  }

  /** Takes a request that costs that many credits; one is allowed as long as one credit is left. */
  takeRequest(credits: number, nowMs: number): WindowState {
    const limit = this.#faults.current.requestsPerMinute ?? this.#settings.requestsPerMinute;
    let state = this.#requests.take(limit, nowMs);
    const { allowed } = state;
    for (let taken = 1; taken < credits && allowed; taken += 1) state = this.#requests.take(limit, nowMs);
    return { ...state, allowed };
  }

  takeUpdate(nowMs: number): WindowState {
    return this.#updates.take(
      this.#faults.current.updatesPerMinute ?? this.#settings.updatesPerMinute,
      nowMs,
    );
  }

  takeList(nowMs: number): WindowState {
    return this.#lists.take(this.#settings.listsPerMinute, nowMs);
  }
}

/** What a request costs, by what it wants embedded. */
export function creditsOf(route: string | undefined, include: string | undefined): number {
  const parts = (include ?? '').split(',').filter((part) => part !== '').length;
  if (route === '/api/v2/tickets') return 1 + parts * CREDITS_AN_EMBEDDED_PART.listing;
  if (route === '/api/v2/tickets/:id') return 1 + parts * CREDITS_AN_EMBEDDED_PART.ticket;
  return 1;
}

/** The account's rate headers; none where there is no limit, and none on a refusal. */
export function rateHeaders(
  { limit, remaining, allowed }: WindowState,
  credits: number,
): Record<string, string> {
  if (limit === 0 || !allowed) return {};
  return {
    'x-ratelimit-total': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used-currentrequest': String(credits),
  };
}
