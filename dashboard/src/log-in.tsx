import { useEffect, useRef, useState } from 'preact/hooks';
import type { SessionAnswer } from '../../src/gateway/api/wire.js';
import { tell } from './api-client.js';
import { Mark } from './mark.js';

/** Asks for the gateway's token, which is sent once and kept nowhere in the page. */
export function LogIn({
  message,
  onDone,
}: {
  message: string | null;
  onDone: (session: SessionAnswer) => void;
}) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onDone(await tell<SessionAnswer>('POST', '/session', { token: field.current?.value.trim() ?? '' }));
    } catch (reason) {
      setError((reason as Error).message);
      field.current?.select();
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="log-in">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <Mark />
        <h1>Ticket processor</h1>
        {message !== null && <p role="status">{message}</p>}
        <label>
          Gateway token
          <input
            ref={field}
            type="password"
            name="token"
            autocomplete="current-password"
            required
            aria-invalid={error !== null}
            aria-describedby="log-in-hint log-in-error"
          />
        </label>
        <p class="soft" id="log-in-hint">
          <code>npm start</code> prints it; elsewhere it is <code>GATEWAY_TOKEN</code>, or{' '}
          <code>GATEWAY_VIEWER_TOKEN</code> to look only.
        </p>
        <p id="log-in-error" class="error-text" role="alert">
          {error}
        </p>
        <button class="primary" disabled={isBusy}>
          {isBusy ? 'Logging in …' : 'Log in'}
        </button>
      </form>
    </main>
  );
}
