import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../src/config/load.js';
import { allMatches } from '../../src/domain/text/all-matches.js';
import { privateCodecPath } from '../../src/gateway/session.js';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(CHECKOUT, file), 'utf8');
const text = read('docker-compose.yml');

const service = z.looseObject({
  image: z.string(),
  read_only: z.boolean(),
  user: z.string().optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  restart: z.string(),
  healthcheck: z.unknown().optional(),
  deploy: z.object({
    resources: z.object({
      limits: z.object({ cpus: z.string(), memory: z.string(), pids: z.number() }),
    }),
  }),
});
const { services, networks } = z
  .looseObject({
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  })
  .parse(parse(text, { merge: true }));
const all = Object.entries(services);

/** Names that the file reads from `.env`, and those that it insists on. */
const asked = new Set(allMatches(text, /\$\{([A-Z_]+)/g).map(([, name]) => name as string));
const required = new Set(allMatches(text, /\$\{([A-Z_]+):\?/g).map(([, name]) => name as string));

/** Those that write to their own file system, each with its reason in the file. */
const WRITABLE = ['temporal-ui'];
/** Images whose own user is none of root's. */
const OWN_USER = /^(ticket-processor|temporalio\/(server|admin-tools|ui)):/;
/** Jobs that end. */
const JOBS = ['temporal-schema', 'temporal-namespace'];

describe('docker-compose.yml', () => {
  test.each(all)('%s has no more rights than it needs, and limits', (name, { image, ...settings }) => {
    expect(settings.cap_drop).toEqual(['ALL']);
    expect(settings.security_opt).toEqual(['no-new-privileges:true']);
    expect(settings.read_only).toBe(!WRITABLE.includes(name));
    expect(settings).not.toHaveProperty('privileged');
    if (!OWN_USER.test(image)) expect(settings.user).toMatch(/^[1-9]\d*:\d+$/);
    expect(settings.restart).toBe(JOBS.includes(name) ? 'on-failure:6' : 'unless-stopped');
  });

  test.each(all)('%s can be reached from outside on 127.0.0.1 only', (_name, { ports }) => {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test.each(all.filter(([name]) => !JOBS.includes(name) && name !== 'temporal-ui'))(
    '%s says whether it is well',
    (_name, { healthcheck }) => expect(healthcheck).toBeDefined(),
  );

  test('databases and models have no way out', () => {
    expect(networks).toMatchObject({ data: { internal: true }, models: { internal: true } });
    expect(services['postgres']?.networks).toEqual(['data']);
    expect(services['llm']?.networks).toEqual(['models']);
    expect(services['presidio']?.networks).toEqual(['models']);
  });

  test('only the optional parts are behind profiles', () => {
    const optional = all.filter(([, { profiles }]) => profiles.length > 0).map(([name]) => name);
    expect(optional).toEqual(['llm', 'presidio', 'prometheus', 'grafana']);
  });

  test('no image sets up a server by itself, which its maker has given up', () => {
    expect(text).not.toContain('auto-setup');
  });

  test.each(all)('the files that are mounted into %s are there', (_name, { volumes }) => {
    const ours = volumes
      .map((volume) => volume.split(':')[0] as string)
      .filter((file) => file.startsWith('./deploy'));
    for (const file of ours) expect([file, existsSync(path.join(CHECKOUT, file))]).toEqual([file, true]);
  });

  test('what the processes get is a configuration that has no faults, with the secrets of others taken out', () => {
    const { worker, gateway } = services;
    const filled = (env: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(env).map(([name, value]) => [
          name,
          value.replaceAll(
            /\$\{[A-Z_]+(?::-([^}]*))?(?::\?[^}]*)?\}/g,
            (_all, fallback?: string) => fallback ?? 'x',
          ),
        ]),
      );
    const key = `k:${Buffer.alloc(32).toString('base64')}`;
    const own = { PAYLOAD_ENCRYPTION_KEYS: key, GATEWAY_TOKEN: 'a-token-of-the-tests', DRY_RUN: 'true' };
    for (const { environment } of [worker, gateway] as z.output<typeof service>[]) {
      expect(loadConfig({ ...filled(environment), ...own }).statistics.databaseUrl).toBe(
        'postgres://triage:x@postgres:5432/triage',
      );
      expect(environment).toMatchObject({
        POSTGRES_PASSWORD: '',
        TEMPORAL_DB_PASSWORD: '',
        GRAFANA_PASSWORD: '',
      });
    }
    const web = loadConfig({ ...filled(gateway?.environment ?? {}), ...own }).gateway;
    expect(web).toMatchObject({
      privateCodec: true,
      host: '0.0.0.0',
      temporalUiUrl: 'http://127.0.0.1:8233',
    });
  });

  test('every setting it asks for is told in the document', () => {
    const document = read('docs/deployment.md');
    for (const name of asked) expect([name, document.includes(`\`${name}`)]).toEqual([name, true]);
  });
});

describe('deploy/compose/new-secrets.sh', () => {
  const script = path.join(CHECKOUT, 'deploy/compose/new-secrets.sh');
  const made = () => parseEnv(execFileSync('sh', [script], { encoding: 'utf8' })) as Record<string, string>;

  test('it makes all secrets that the compose file insists on, anew each time', () => {
    const [first, second] = [made(), made()];
    for (const name of required) {
      if (name === 'DRY_RUN') continue;
      expect(first[name]).toBeTruthy();
      expect(first[name]).not.toBe(second[name]);
    }
  });

  test('the codec is where the gateway has it, and the key can be used', () => {
    const env = made();
    expect(`/${env['GATEWAY_CODEC_PATH']}`).toBe(privateCodecPath(env['GATEWAY_TOKEN'] as string));
    const { encryption, gateway } = loadConfig({
      PAYLOAD_ENCRYPTION_KEYS: env['PAYLOAD_ENCRYPTION_KEYS'],
      GATEWAY_TOKEN: env['GATEWAY_TOKEN'],
    });
    expect([encryption.keys?.length, gateway.token]).toEqual([1, env['GATEWAY_TOKEN']]);
  });

  test('passwords can stand in an address as they are', () => {
    for (const name of ['POSTGRES_PASSWORD', 'TEMPORAL_DB_PASSWORD', 'STATISTICS_DB_PASSWORD'])
      expect(made()[name]).toMatch(/^[0-9a-f]{32}$/);
  });
});
