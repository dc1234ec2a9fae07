import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Watch } from '../../../src/gateway/api/live-routes.js';
import type { LiveTenant } from '../../../src/gateway/api/wire.js';
import type { OutcomeStore } from '../../../src/ports/records.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { eventually } from '../../support/poll.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { apiSources, apiTenant } from '../support/api-sources.js';

const newFolder = temporaryFolders();
const WATCH_EVERY_MS = 20;
let outcomes: OutcomeStore;
beforeEach(async () => {
  outcomes = await openOutcomeStore({ dataDir: newFolder() });
});
afterEach(() => outcomes.close());

test('somebody leaves and comes back in the same moment → one looks for news, not two', async () => {
  const waiting: (() => void)[] = [];
  const live = ({ name }: { name: string }) =>
    new Promise<LiveTenant>((resolve) => {
      waiting.push(() => resolve({ tenant: name, error: null, status: null, queues: [] }));
    });
  const sources = apiSources({
    ...{ tenants: () => [apiTenant('acme')], outcomes, live, watchEveryMs: WATCH_EVERY_MS },
  });
  const watch = new Watch(sources, (error) => {
    throw error;
  });
  watch.begin('acme', () => undefined)();
  watch.begin('acme', () => undefined);
  await eventually('both have asked', () => waiting[1]);
  for (const answer of waiting) answer();
  await eventually('the next look', () => waiting[2]);
  await new Promise((resolve) => setTimeout(resolve, 10 * WATCH_EVERY_MS));
  expect(waiting).toHaveLength(3);
  watch.close();
});
