/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read as loosely as they come */
import { startFreshdeskSimulator } from '../../../simulators/freshdesk/server.js';
import type { FreshdeskSimulatorOptions } from '../../../simulators/freshdesk/options.js';
import { send, type Answer } from '../json-client.js';

/** An API key as the user's name, as the vendor wants it. */
export const AUTHORIZATION = `Basic ${Buffer.from('some-api-key:X').toString('base64')}`;

/** A simulator with what tests do to it. */
export interface RunningFreshdesk {
  url: string;
  close(): Promise<void>;
  get(path: string): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  control(path: string, body: unknown): Promise<Answer>;
  /** Opens one ticket and gives its id. */
  open(ticket?: Record<string, unknown>): Promise<number>;
  ledger(): Promise<Answer['body']>;
}

/** Starts a simulator without limits unless they are given, and without tickets. */
export async function runFreshdesk(options: FreshdeskSimulatorOptions = {}): Promise<RunningFreshdesk> {
  const { url, close } = await startFreshdeskSimulator({
    tickets: 0,
    requestsPerMinute: 0,
    updatesPerMinute: 0,
    listsPerMinute: 0,
    ...options,
  });
  const headers = { authorization: AUTHORIZATION };
  const control = (path: string, body: unknown) => send(`${url}/_sim/${path}`, { method: 'POST', body });
  return {
    url,
    close,
    control,
    get: (path) => send(`${url}/api/v2/${path}`, { headers }),
    put: (path, body) => send(`${url}/api/v2/${path}`, { method: 'PUT', body, headers }),
    post: (path, body) => send(`${url}/api/v2/${path}`, { method: 'POST', body, headers }),
    open: async (ticket = {}) => {
      const answer = await control('tickets', {
        tickets: [{ subject: 'Broken', description: 'It broke.', ...ticket }],
      });
      return answer.body.ids[0] as number;
    },
    ledger: async () => (await send(`${url}/_sim/ledger`)).body,
  };
}

/** Runs a test over a simulator of its own. */
export function withFreshdesk(
  options: FreshdeskSimulatorOptions,
  test: (freshdesk: RunningFreshdesk) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const freshdesk = await runFreshdesk(options);
    try {
      await test(freshdesk);
    } finally {
      await freshdesk.close();
    }
  };
}
