import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { variablesOf } from '../../src/config/reference/setting.js';
import { SECTIONS } from '../../src/config/reference/sections.js';
import { DEFAULT_PLATFORM } from '../../src/contract/names.js';
import { accountVariables, type SecretKey } from '../../src/platforms/descriptor.js';
import { DESCRIPTORS, descriptorOf, PLATFORM_KINDS } from '../../src/platforms/index.js';

const secret: SecretKey = () => z.string().optional();
const GIVEN = { subdomain: 'acme', requestsPerMinute: 60, updatesPerMinute: 30 };

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

test('every folder of a vendor is registered, the default among them', () => {
  expect([...PLATFORM_KINDS].sort()).toEqual(foldersIn('src/platforms'));
  expect(PLATFORM_KINDS).toContain(DEFAULT_PLATFORM);
});

describe.each(DESCRIPTORS.map((descriptor) => [descriptor.title, descriptor] as const))(
  '%s',
  (_title, descriptor) => {
    const { kind, domain, settings, webhook } = descriptor;
    const variables = accountVariables(kind);

    test('is found by its kind, has a simulator, and a health check that is its own', () => {
      expect(descriptorOf(kind)).toBe(descriptor);
      expect(foldersIn('simulators')).toContain(kind);
      expect(DESCRIPTORS.filter(({ healthCheck }) => healthCheck === descriptor.healthCheck)).toHaveLength(1);
    });

    test('reads the variables that every vendor has, and those that it names', () => {
      const read = SECTIONS.flatMap(variablesOf).map(({ name }) => name);
      expect(read).toEqual(expect.arrayContaining([...Object.values(variables), ...settings.ofOneAccount]));
      const rates = settings.rates.parse({});
      expect(Object.keys(rates).sort()).toEqual(
        [variables.requestsPerMinute, variables.updatesPerMinute].sort(),
      );
    });

    test('makes the same account of the environment as of a tenants file', () => {
      const ofFile = settings.accountOf({ ...GIVEN, baseUrl: 'http://127.0.0.1:4000' });
      const ofEnvironment = settings.environment.parse({
        [variables.subdomain]: GIVEN.subdomain,
        [variables.baseUrl]: 'http://127.0.0.1:4000',
        [variables.requestsPerMinute]: String(GIVEN.requestsPerMinute),
        [variables.updatesPerMinute]: String(GIVEN.updatesPerMinute),
      });
      expect(ofEnvironment).toEqual(ofFile);
      expect(ofFile).toMatchObject({ kind, account: 'acme', requestsPerMinute: 60, updatesPerMinute: 30 });
    });

    test('names an account by its subdomain, and wants a credential that its keys can hold', () => {
      const keys = Object.keys(settings.fileKeys(secret));
      expect(keys).toContain(settings.missingKey({})?.key);
      expect(settings.accountOf(GIVEN).baseUrl).toBe(`https://acme.${domain}`);
      expect(settings.environment.safeParse({ [variables.subdomain]: 'acme' }).success).toBe(false);
      expect(settings.environment.parse({})).toBeNull();
    });

    test('takes no webhook unproven, and without a key none at all', () => {
      expect(webhook.keyOf(settings.accountOf(GIVEN))).toBeNull();
      for (const key of [null, 'a-key-that-the-delivery-does-not-carry'])
        expect(webhook.prove({ headers: {}, body: Buffer.from('{}'), key }, 0)).toBe('unproven');
      expect(webhook.read({ ticket_id: '42' })).toMatchObject({ delivery: { ticketId: '42' } });
      expect(webhook.read({})).toBeNull();
    });

    test('leads to a page of the ticket below the address of the account', () => {
      const page = descriptor.agentPage('https://desk.example', '4/2');
      expect(page).toMatch(/^https:\/\/desk\.example\/.*4%2F2$/);
    });
  },
);
