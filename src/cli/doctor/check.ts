/**
 * How one thing is. `error`: it does not work and will not by itself. `warning`: it works, or the next start mends it,
 * but somebody should know. `skipped`: it could not be looked at.
 */
export type CheckStatus = 'ok' | 'warning' | 'error' | 'skipped';

/** What kind of error: it decides the exit code. */
export type Fault = 'configuration' | 'unreachable' | 'failed';

/** What a check found. */
export interface Finding {
  status: CheckStatus;
  /** One sentence without its full stop; no secrets, no ticket text. */
  found: string;
  /** What to do about it; null when it is ok. */
  advice: string | null;
  /** Set for errors. */
  fault?: Fault;
  /** What the sentence speaks of, one a line. */
  items?: string[];
  /** The figures and names of the sentence, for machines. */
  details?: Record<string, unknown>;
}

/** Looks at one thing without changing it. */
export interface Check {
  /** Lower case with underscores. */
  name: string;
  /** Checks before it in the list that must not have failed, or this one has nothing to look at. */
  needs?: readonly string[];
  run: () => Promise<Finding>;
}

export interface CheckResult extends Finding {
  name: string;
}

type Further = Pick<Finding, 'items' | 'details'>;

export const ok = (found: string, further: Further = {}): Finding => ({
  status: 'ok',
  found,
  advice: null,
  ...further,
});

export const warning = (found: string, advice: string, further: Further = {}): Finding => ({
  status: 'warning',
  found,
  advice,
  ...further,
});

export const error = (fault: Fault, found: string, advice: string, further: Further = {}): Finding => ({
  status: 'error',
  found,
  advice,
  fault,
  ...further,
});

export const skipped = (found: string, advice: string): Finding => ({ status: 'skipped', found, advice });

/** What workers make at their start and is not there while they run, somebody took away. */
export function missing(found: string, workers: number): Finding {
  return workers === 0
    ? warning(found, 'nothing: the next start of a worker makes it')
    : error(
        'failed',
        `${found}, though workers run`,
        'run `ticket-processor schedule apply`, and find out who removed it',
      );
}
