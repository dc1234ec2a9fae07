import { MinuteWindow, type WindowState } from '../minute-window.js';
import { rateLimited, type ApiError } from './api-error.js';
import type { FaultPlan } from './faults.js';
import type { ZendeskSettings } from './options.js';

const TICKET_WINDOW_MS = 10 * 60_000;

/** The account's limits. Refused requests take nothing out of them. */
export class AccountLimits {
  readonly #settings: ZendeskSettings;
  readonly #faults: FaultPlan;
  readonly #requests = new MinuteWindow();
  readonly #updates = new MinuteWindow();
  readonly #exports = new MinuteWindow();
  readonly #searchExports = new MinuteWindow();
  readonly #ticketUpdates = new Map<number, number[]>();

  constructor(settings: ZendeskSettings, faults: FaultPlan) {
    this.#settings = settings;
    this.#faults = faults;
  }

  takeRequest(nowMs: number): WindowState {
    return this.#requests.take(
      this.#faults.current.requestsPerMinute ?? this.#settings.requestsPerMinute,
      nowMs,
    );
  }

  takeUpdate(nowMs: number): WindowState {
    return this.#updates.take(
      this.#faults.current.updatesPerMinute ?? this.#settings.updatesPerMinute,
      nowMs,
    );
  }

  takeExport(nowMs: number): WindowState {
    return this.#exports.take(this.#settings.exportsPerMinute, nowMs);
  }

  takeSearchExport(nowMs: number): WindowState {
    return this.#searchExports.take(this.#settings.searchExportsPerMinute, nowMs);
  }

  /** Milliseconds to wait until the ticket may be updated again; 0 when it may now, and then that update is taken. */
  takeTicketUpdate(ticketId: number, nowMs: number): number {
    const limit = this.#settings.updatesPerTicket;
    if (limit === 0) return 0;
    const recent = (this.#ticketUpdates.get(ticketId) ?? []).filter((at) => nowMs - at < TICKET_WINDOW_MS);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= limit) return oldest + TICKET_WINDOW_MS - nowMs;
    this.#ticketUpdates.set(ticketId, [...recent, nowMs]);
    return 0;
  }
}

/** Account-wide rate headers in the spellings seen in recorded answers; the last set shows up now and then. */
export function rateHeaders(
  { limit, remaining, resetSeconds }: WindowState,
  requestNumber: number,
): Record<string, string> {
  if (limit === 0) return {};
  const prefix = requestNumber % 16 === 0 ? 'ratelimit' : 'rate-limit';
  return {
    'x-rate-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    [prefix === 'ratelimit' ? 'ratelimit-limit' : 'rate-limit']: String(limit),
    [`${prefix}-remaining`]: String(remaining),
    [`${prefix}-reset`]: String(resetSeconds),
  };
}

/** The header of a limit that one endpoint has for itself. Both spellings are in recorded answers. */
export function endpointRateHeader(
  name: string,
  state: WindowState,
  requestNumber: number,
): Record<string, string> {
  if (state.limit === 0) return {};
  const prefix = requestNumber % 2 === 0 ? 'zendesk-ratelimit' : 'zendesk-rate-limit';
  return {
    [`${prefix}-${name}`]: `total=${state.limit}; remaining=${state.remaining}; resets=${state.resetSeconds}`,
  };
}

/** The 429 of a window that is used up. */
export function windowExceeded(what: string, state: WindowState): ApiError {
  return rateLimited(what, state.resetSeconds);
}

/** The 429 of a ticket that was updated too often. */
export function rateLimitedUpdate(waitMs: number): ApiError {
  return rateLimited('updates for this ticket within 10 minutes', Math.ceil(waitMs / 1000));
}
