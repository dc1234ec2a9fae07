/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read as loosely as they come */
import { startZendeskSimulator } from '../../../simulators/zendesk/server.js';
import type { ZendeskSimulatorOptions } from '../../../simulators/zendesk/options.js';
import { send, type Answer } from '../json-client.js';

/** A simulator with what tests do to it. */
export interface RunningZendesk {
  url: string;
  close(): Promise<void>;
  get(path: string): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  control(path: string, body: unknown): Promise<Answer>;
  /** Opens one ticket and gives its id. */
  open(ticket?: Record<string, unknown>): Promise<number>;
  ledger(): Promise<Answer['body']>;
}

/** Starts a simulator without limits unless they are given, and with few tickets. */
export async function runZendesk(options: ZendeskSimulatorOptions = {}): Promise<RunningZendesk> {
  const { url, close } = await startZendeskSimulator({
    tickets: 0,
    requestsPerMinute: 0,
    updatesPerMinute: 0,
    exportsPerMinute: 0,
    updatesPerTicket: 0,
    ...options,
  });
  const control = (path: string, body: unknown) => send(`${url}/_sim/${path}`, { method: 'POST', body });
  return {
    url,
    close,
    control,
    get: (path) => send(`${url}/api/v2/${path}`),
    put: (path, body) => send(`${url}/api/v2/${path}`, { method: 'PUT', body }),
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
export function withZendesk(
  options: ZendeskSimulatorOptions,
  test: (zendesk: RunningZendesk) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const zendesk = await runZendesk(options);
    try {
      await test(zendesk);
    } finally {
      await zendesk.close();
    }
  };
}
