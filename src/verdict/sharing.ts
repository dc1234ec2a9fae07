import type { Analysis } from '../contract/ticket.js';
import type { RedactedTicket } from '../domain/ticket.js';
import { NO_USAGE } from '../domain/verdict.js';
import type { ModelVerdict, VerdictKey } from '../ports/records.js';
import { withoutPersonalData } from './reach-verdict.js';
import type { VerdictCache } from './cache.js';

interface SharedAnalysisRequest {
  key: VerdictKey;
  /** The ticket that asks. */
  ticket: RedactedTicket;
  /** ISO 3166 alpha-2, for phone numbers in the summary. */
  region: string;
  /** A verdict that is kept will not do; one that is under way will, because nobody has seen it yet. */
  fresh: boolean;
  signal: AbortSignal;
}

/** Gives the verdict of an equal ticket, or else asks and lets equal tickets share the answer. */
export type ShareAnalysis = (
  request: SharedAnalysisRequest,
  ask: (signal: AbortSignal) => Promise<Analysis>,
) => Promise<Analysis>;

/**
 * Equal tickets cost one call, at the same time and later. Only who makes the call is told what it cost; the usage of
 * the others is nothing, `fromCache`. A failure is shared by those who wait for it, and never kept.
 */
export function createSharedAnalysis(cache: VerdictCache): ShareAnalysis {
  const fly = createSingleFlight<Analysis>();
  return async ({ key, ticket, region, fresh, signal }, ask) => {
    const kept = fresh ? null : await cache.find(key);
    if (kept !== null) return forEqualTicket(kept, ticket, region);
    let asked = false;
    const analysis = await fly(`${key.tenant}/${key.inputHash}`, signal, async (shared) => {
      asked = true;
      const answer = await ask(shared);
      cache.keep(key, modelVerdict(answer));
      return answer;
    });
    return asked ? analysis : forEqualTicket(modelVerdict(analysis), ticket, region);
  };
}

function modelVerdict(analysis: Analysis): ModelVerdict {
  const verdict: Partial<Analysis> & ModelVerdict = { ...analysis };
  delete verdict.usage;
  delete verdict.inputHash;
  return verdict;
}

/** What was removed from the other ticket is not what was removed from this one: its summary is looked through anew. */
const forEqualTicket = (kept: ModelVerdict, ticket: RedactedTicket, region: string): Analysis => ({
  ...kept,
  verdict: withoutPersonalData(kept.verdict, ticket, region),
  inputHash: ticket.inputHash,
  usage: { ...NO_USAGE, fromCache: true },
});

interface Flight<T> {
  call: Promise<T>;
  stop: AbortController;
  waiting: number;
}

/** Makes a call, or waits for the same one that is under way. */
type SingleFlight<T> = (
  key: string,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/**
 * Callers with the same key share one call, and its failure too. A caller whose `signal` is aborted leaves at once;
 * the call itself is aborted when the last one has left. Within this process.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();
  const forget = (key: string, flight: Flight<T>): boolean =>
    flights.get(key) === flight && flights.delete(key);
  const start = (key: string, call: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const stop = new AbortController();
    const flight = { call: call(stop.signal), stop, waiting: 0 };
    flights.set(key, flight);
    const land = () => forget(key, flight);
    flight.call.then(land, land);
    return flight;
  };
  return async (key, signal, call) => {
    signal.throwIfAborted();
    const flight = flights.get(key) ?? start(key, call);
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.call, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && forget(key, flight)) flight.stop.abort(signal.reason);
    }
  };
}

async function unlessAborted<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = (): void => undefined;
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([call, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
