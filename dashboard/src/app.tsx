import { useEffect, useState } from 'preact/hooks';
import type { SessionAnswer } from '../../src/gateway/api/wire.js';
import { ApiError, ask, tell, whenLoggedOut } from './api-client.js';
import { Board } from './board.js';
import { LogIn } from './log-in.js';

type Who =
  | { kind: 'asking' }
  | { kind: 'nobody'; message: string | null }
  | { kind: 'somebody'; session: SessionAnswer }
  | { kind: 'trouble'; message: string };

/** The page: a form for whoever is nobody yet, the board for everybody else. */
export function App() {
  const [who, setWho] = useState<Who>({ kind: 'asking' });
  useEffect(() => {
    void whoAmI().then(setWho);
    whenLoggedOut(() =>
      setWho((old) => {
        if (old.kind !== 'somebody') return old;
        return { kind: 'nobody', message: 'Your session has ended. Log in again to go on.' };
      }),
    );
  }, []);
  switch (who.kind) {
    case 'asking':
      return <p class="unseen">Loading</p>;
    case 'nobody':
      return <LogIn message={who.message} onDone={(session) => setWho({ kind: 'somebody', session })} />;
    case 'trouble':
      return (
        <main class="log-in">
          <div class="card" role="alert">
            <h1>The gateway does not answer</h1>
            <p>{who.message}</p>
            <button type="button" class="primary" onClick={() => void whoAmI().then(setWho)}>
              Try again
            </button>
          </div>
        </main>
      );
    case 'somebody':
      return <Board session={who.session} onLogOut={() => void logOut().then(setWho)} />;
  }
}

async function whoAmI(): Promise<Who> {
  try {
    return { kind: 'somebody', session: await ask<SessionAnswer>('/session') };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return { kind: 'nobody', message: null };
    return { kind: 'trouble', message: (error as Error).message };
  }
}

async function logOut(): Promise<Who> {
  try {
    await tell('DELETE', '/session');
    return { kind: 'nobody', message: 'You are logged out.' };
  } catch (error) {
    return { kind: 'trouble', message: (error as Error).message };
  }
}
