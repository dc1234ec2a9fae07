import type { ApiSources } from '../../../src/gateway/api/tenant-actions.js';
import type { ApiTenant } from '../../../src/gateway/api/wire.js';

/** A tenant as the API knows it. */
export const apiTenant = (name: string, overrides: Partial<ApiTenant> = {}): ApiTenant => ({
  name,
  platform: 'zendesk',
  monthlyBudgetUsd: null,
  queueRates: { listingPerSecond: 0.1, readsPerSecond: 2, updatesPerSecond: 1.5 },
  ticketUrl: (ticketId) => `https://${name}.example/agent/tickets/${ticketId}`,
  ...overrides,
});

const notExpected = () => Promise.reject(new Error('the test expects no such question'));

/** Sources of an API that is asked nothing but what `overrides` names. */
export const apiSources = (overrides: Partial<ApiSources> = {}): ApiSources => ({
  tenants: () => [],
  outcomes: new Proxy({}, { get: () => notExpected }) as ApiSources['outcomes'],
  live: notExpected,
  why: notExpected,
  actions: { reprocess: notExpected, dryRun: notExpected, pause: notExpected, resume: notExpected },
  temporalUi: null,
  ...overrides,
});

/** What a gateway needs beside, where a test is not about the API. */
export const NO_DASHBOARD = { sources: apiSources(), dashboardFolder: '/there is no such folder' };
