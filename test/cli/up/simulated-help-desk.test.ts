import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/load.js';
import { simulatedAccount, simulatedHelpDesk } from '../../../src/cli/up/endpoints.js';

const KINDS = ['zendesk', 'freshdesk'] as const;

describe.each(KINDS)('a simulated %s', (kind) => {
  const variable = `${kind.toUpperCase()}_REQUESTS_PER_MINUTE`;

  test('keeps its state in a folder of its own, and has limits that a demo does not meet', () => {
    const { args, environment } = simulatedHelpDesk(kind, { dataDir: 'data', env: {} });
    expect(args).toContain(path.join('data', `simulator-${kind}`));
    expect(args.join(' ')).toContain('--requests-per-minute 2500 --updates-per-minute 300');
    expect(environment[variable]).toBe('2500');
  });

  test('has the limits that the environment names for its kind', () => {
    const { args, environment } = simulatedHelpDesk(kind, { dataDir: 'data', env: { [variable]: '70' } });
    expect(args.join(' ')).toContain('--requests-per-minute 70 ');
    expect(environment[variable]).toBe('70');
  });

  test('is an account that keeps its name on another port', () => {
    const accounts = ['http://127.0.0.1:4000', 'http://127.0.0.1:4001'].map(
      (url) => loadConfig(simulatedAccount(kind, url)).tenants[0]?.platform,
    );
    expect(accounts).toMatchObject([
      { kind, account: 'simulator', baseUrl: 'http://127.0.0.1:4000' },
      { kind, account: 'simulator', baseUrl: 'http://127.0.0.1:4001' },
    ]);
  });
});
