import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { createGatewayMetrics } from '../../../src/health/metrics/series.js';
import { countedIn, samplesOf } from '../../support/metric-values.js';

const NAME = 'ticket_processor_webhook_deliveries_total';

test('deliveries are counted by answer and tenant; who is no tenant of ours has no name', async () => {
  const registry = new Registry();
  const metrics = createGatewayMetrics(registry);
  metrics.tenantsAre(['acme']);
  metrics.deliveryAnswered({ tenant: 'acme', result: 'accepted' });
  metrics.deliveryAnswered({ tenant: 'acme', result: 'accepted' });
  metrics.deliveryAnswered({ tenant: 'nobody', result: 'unproven' });
  metrics.deliveryAnswered({ tenant: '"} 1\nforged', result: 'unproven' });
  expect(await countedIn(registry, NAME)).toEqual({
    '{tenant="acme",result="accepted"}': 2,
    '{tenant="none",result="unproven"}': 2,
  });
});

test('answers that were not given yet are there, at 0', async () => {
  const registry = new Registry();
  createGatewayMetrics(registry).tenantsAre(['acme']);
  expect(
    await samplesOf(registry, [
      `${NAME}{tenant="acme",result="unavailable"}`,
      `${NAME}{tenant="none",result="unproven"}`,
    ]),
  ).toEqual([0, 0]);
});

test('a tenant that comes later begins at 0, and is counted by its name', async () => {
  const registry = new Registry();
  const metrics = createGatewayMetrics(registry);
  metrics.tenantsAre(['acme']);
  metrics.tenantsAre(['acme', 'beta']);
  expect(await samplesOf(registry, [`${NAME}{tenant="beta",result="accepted"}`])).toEqual([0]);
  metrics.deliveryAnswered({ tenant: 'beta', result: 'accepted' });
  expect(await countedIn(registry, NAME)).toEqual({ '{tenant="beta",result="accepted"}': 1 });
});
