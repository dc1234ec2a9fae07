interface Flight<T> {
  call: Promise<T>;
  stop: AbortController;
  waiting: number;
}

/** Makes a call, or waits for the same one that is under way. */
export type SingleFlight<T> = (
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
