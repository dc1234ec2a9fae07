import { expect, test } from '@jest/globals';
import { createCircuits } from '../../src/verdict/breaker.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { PlatformError } from '../../src/ports/platform.js';
import { fakeModel } from '../support/fake-model.js';
import { fakePlatform } from '../support/fake-platform.js';

const tenant = (name: string) =>
  ({ name, platform: fakePlatform().platform, model: fakeModel([]).model }) as Tenant;

test('a help desk that is configured anew begins with a closed circuit, and says so; others keep theirs', async () => {
  const tenants = new Map([tenant('acme'), tenant('beta')].map((one) => [one.name, one]));
  const changes: string[] = [];
  const { circuit } = createCircuits(tenants, (one) => void changes.push(`${one.tenant} ${one.state()}`));
  const platform = circuit('platform');
  const outage = () => Promise.reject(new PlatformError('down', { kind: 'unavailable' }));
  for (const name of ['acme', 'beta'])
    for (let call = 0; call < 5; call += 1) await expect(platform(name).run(outage)).rejects.toThrow('down');
  expect([platform('acme').state(), platform('beta').state()]).toEqual(['open', 'open']);

  tenants.set('acme', { ...tenant('acme'), model: tenants.get('acme')!.model });
  expect([platform('acme').state(), platform('beta').state()]).toEqual(['closed', 'open']);
  expect(changes).toEqual(['acme open', 'beta open', 'acme closed']);
  expect(platform('acme')).toBe(platform('acme'));
});

test('a changed policy leaves the circuits as they are', () => {
  const tenants = new Map([['acme', tenant('acme')]]);
  const { circuit } = createCircuits(tenants, undefined);
  const before = circuit('model')('acme');
  tenants.set('acme', { ...tenants.get('acme')! });
  expect(circuit('model')('acme')).toBe(before);
});
