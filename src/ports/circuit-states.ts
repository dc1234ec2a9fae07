/** What a circuit spares, and those who wait for it. */
export type CircuitService = 'platform' | 'model';

/** `halfOpen`: the trial call is under way. */
export type CircuitStateName = 'closed' | 'open' | 'halfOpen';

/** Names one circuit of one worker process. */
export interface CircuitKey {
  /** `pid@host`, as the worker signs in Temporal's histories. */
  worker: string;
  tenant: string;
  service: CircuitService;
}

/** A circuit that makes no calls but trial calls. */
export interface OpenCircuit extends CircuitKey {
  state: Exclude<CircuitStateName, 'closed'>;
  /** ISO 8601: when it was closed last; trial calls that failed since then do not count. */
  since: string;
  /** ISO 8601: when the worker said so. */
  changedAt: string;
}

/**
 * What workers say of their circuits, for processes that show it. Nobody decides by it: each worker goes by its own
 * circuits. A worker that falls silent is believed for 90 s: a pause is 60 s, and the trial call after it changes the
 * state again.
 */
export interface CircuitStates {
  /** Replaces what the worker said of this circuit before. */
  setOpen(circuit: OpenCircuit): Promise<void>;
  setClosed(circuit: CircuitKey): Promise<void>;
  /** Of all workers, those open for longest first. `now` is ISO 8601. */
  open(tenant: string, now: string): Promise<OpenCircuit[]>;
}
