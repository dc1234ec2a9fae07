import { useEffect, useState } from 'preact/hooks';
import type { LiveAnswer } from '../../src/gateway/api/wire.js';
import { ask, urlOf } from './api-client.js';

/** What the gateway tells by itself. */
export interface Live {
  /** Null: nothing was told yet. */
  now: LiveAnswer | null;
  /** Grows with each new outcome, and when the connection is back. */
  news: number;
  isConnected: boolean;
}

/** A gateway that refused is asked again after this; after a lost connection the browser does so by itself. */
const TRY_AGAIN_MS = 3_000;

/** Listens to the gateway as long as the page is shown. */
export function useLive(tenant: string): Live {
  const [live, setLive] = useState<Live>({ now: null, news: 0, isConnected: false });
  useEffect(() => {
    setLive((old) => ({ ...old, now: null }));
    let newest: string | null = null;
    let timer: number | undefined;
    let source: EventSource;
    const lost = () => {
      setLive((old) => ({ ...old, isConnected: false }));
      if (source.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(connect, TRY_AGAIN_MS);
      // Why it refused cannot be seen here; asking tells whether somebody has to log in again.
      ask('/session').catch(() => undefined);
    };
    const connect = () => {
      source = new EventSource(urlOf('/events', { tenant }));
      source.addEventListener('open', () => setLive((old) => ({ ...old, isConnected: true })));
      source.addEventListener('error', lost);
      source.addEventListener('live', ({ data }: MessageEvent<string>) =>
        setLive((old) => ({ ...old, now: JSON.parse(data) as LiveAnswer })),
      );
      source.addEventListener('outcomes', ({ data }: MessageEvent<string>) => {
        const told = (JSON.parse(data) as { newest: string | null }).newest ?? '';
        const isNews = newest !== null && told !== newest;
        newest = told;
        if (isNews) setLive((old) => ({ ...old, news: old.news + 1 }));
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [tenant]);
  return live;
}
