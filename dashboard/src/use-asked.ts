import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api-client.js';

/** What was asked for: the last answer stays while the next is on its way, and when that one fails. */
export interface Asked<T> {
  value: T | null;
  /** For people. */
  error: string | null;
  isLoading: boolean;
}

/**
 * Asks anew whenever `key` changes. `again` is a count: when it grows, the same is asked once more, at most every
 * `atMostEveryMs`, so that a busy stream of news makes no busy stream of questions.
 */
export function useAsked<T>(
  load: (signal: AbortSignal) => Promise<T>,
  { key, again = 0, atMostEveryMs = 2_000 }: { key: string; again?: number; atMostEveryMs?: number },
): Asked<T> {
  const [state, setState] = useState<Asked<T> & { key: string }>({
    value: null,
    error: null,
    isLoading: true,
    key,
  });
  const askedAtMs = useRef(0);
  const askedKey = useRef('');
  useEffect(() => {
    const asking = new AbortController();
    const isNew = askedKey.current !== key;
    const waitMs = isNew ? 0 : Math.max(0, askedAtMs.current + atMostEveryMs - Date.now());
    const begin = () => {
      askedAtMs.current = Date.now();
      askedKey.current = key;
      setState((old) => ({ ...old, isLoading: true, value: old.key === key ? old.value : null, key }));
      load(asking.signal).then(
        (value) => setState({ value, error: null, isLoading: false, key }),
        (error: unknown) => {
          if (asking.signal.aborted) return;
          const message = error instanceof ApiError ? error.message : 'The page has a fault.';
          setState((old) => ({ ...old, error: message, isLoading: false }));
        },
      );
    };
    const timer = setTimeout(begin, waitMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [key, again]);
  return state;
}
