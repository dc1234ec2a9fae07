import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { serviceQueues, TICKETS_QUEUE } from '../../src/contract/names.js';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const CHART = path.join(CHECKOUT, 'deploy/helm/ticket-processor');
const HELM = process.env['HELM_PATH'] || 'helm';
const hasHelm = spawnSync(HELM, ['version']).status === 0;
const USUAL = {
  existingSecret: 'triage',
  settings: { DRY_RUN: 'true', TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'triage' },
};

const container = z.looseObject({
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  envFrom: z.tuple([z.object({ secretRef: z.object({ name: z.string() }) })]),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  resources: z.object({ limits: z.object({ memory: z.string() }) }).loose(),
});
const pod = z.looseObject({
  automountServiceAccountToken: z.literal(false),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.number().positive() }),
  containers: z.array(container),
  initContainers: z.array(container).default([]),
  terminationGracePeriodSeconds: z.number().optional(),
});
const resource = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()).optional(),
});

function rendered(values: object) {
  const args = ['template', 'triage', CHART, '--kube-version', '1.33.0', '-f', '-'];
  const { status, stdout, stderr } = spawnSync(HELM, args, {
    input: JSON.stringify({ ...USUAL, ...values }),
    encoding: 'utf8',
  });
  const resources = parseAllDocuments(stdout).flatMap((document) => {
    const content: unknown = document.toJS();
    return content === null ? [] : [resource.parse(content)];
  });
  return { status, stderr, resources, kinds: resources.map(({ kind }) => kind) };
}

const podsOf = (resources: readonly z.output<typeof resource>[]) =>
  resources.flatMap(({ spec }) => {
    const template = spec?.['template'] as { spec?: unknown } | undefined;
    return template === undefined ? [] : [pod.parse(template.spec)];
  });

describe('the Helm chart', () => {
  test("it is the chart of this product's version", () => {
    const { version } = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as {
      version: string;
    };
    const chart = parse(readFileSync(path.join(CHART, 'Chart.yaml'), 'utf8')) as { appVersion: string };
    expect(chart.appVersion).toBe(version);
  });

  test('its schema takes no secret for a setting, and knows each of its values', () => {
    const schema = JSON.parse(readFileSync(path.join(CHART, 'values.schema.json'), 'utf8')) as {
      properties: Record<string, { propertyNames?: { not: { pattern: string } } }>;
    };
    const values = parse(readFileSync(path.join(CHART, 'values.yaml'), 'utf8')) as object;
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(values)));
    const secret = new RegExp(schema.properties['settings']?.propertyNames?.not.pattern ?? '^$');
    for (const name of ['OPENAI_API_KEY', 'ZENDESK_OAUTH_TOKEN', 'DATABASE_URL', 'ZENDESK_WEBHOOK_SECRET'])
      expect(name).toMatch(secret);
    expect('ZENDESK_SUBDOMAIN').not.toMatch(secret);
  });
});

describe('the rendered chart', () => {
  if (!hasHelm) {
    test.skip('no helm on PATH, and HELM_PATH names none', () => undefined);
    return;
  }
  test('pods have the least rights, secrets by reference only, and a limit', () => {
    const { resources, kinds } = rendered({});
    expect(kinds.sort()).toEqual([
      ...['Deployment', 'Deployment', 'Job', 'NetworkPolicy', 'NetworkPolicy', 'PersistentVolumeClaim'],
      ...['PodDisruptionBudget', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
    ]);
    const pods = podsOf(resources);
    expect(pods).toHaveLength(3);
    for (const { containers, initContainers } of pods)
      for (const { envFrom, env } of [...containers, ...initContainers]) {
        expect(envFrom[0].secretRef.name).toBe('triage');
        expect(env.map(({ name }) => name)).toContain('TEMPORAL_ADDRESS');
      }
  });

  test.each([
    ['no secret is named', { existingSecret: '' }, 'existingSecret'],
    [
      'a secret stands among the settings',
      { settings: { ...USUAL.settings, OPENAI_API_KEY: 'k' } },
      'OPENAI_API_KEY',
    ],
    ['DRY_RUN is not said', { settings: { TEMPORAL_ADDRESS: 't:1' } }, 'DRY_RUN'],
    ['a build has no deployment', { worker: { buildId: '1.1' } }, 'both or neither'],
    [
      'a worker would be killed in a model call',
      { settings: { ...USUAL.settings, LLM_TIMEOUT_MS: '60000' } },
      'LLM_TIMEOUT_MS',
    ],
  ])('it is refused when %s', (_why, values, told) => {
    const { status, stderr } = rendered(values);
    expect(status).not.toBe(0);
    expect(stderr).toContain(told);
  });

  test('KEDA goes by the queues whose rate nobody limits', () => {
    const { resources } = rendered({ tenants: ['acme', 'globex'], worker: { scaling: { kind: 'keda' } } });
    const scaled = resources.find(({ kind }) => kind === 'ScaledObject');
    const triggers = scaled?.spec?.['triggers'] as { metadata: { taskQueue: string; endpoint: string } }[];
    expect(triggers.map(({ metadata }) => metadata.taskQueue)).toEqual([
      TICKETS_QUEUE,
      serviceQueues('acme').model,
      serviceQueues('globex').model,
    ]);
    const [deployment] = resources.filter(({ metadata }) => metadata.name.endsWith('-worker'));
    expect(deployment?.spec).not.toHaveProperty('replicas');
  });

  test('each tenant is provisioned before pods are replaced', () => {
    const { resources } = rendered({ tenants: ['acme', 'globex'] });
    const job = resources.find(({ kind }) => kind === 'Job');
    expect(job?.metadata['annotations']).toMatchObject({ 'helm.sh/hook': 'pre-install,pre-upgrade' });
    const [{ initContainers } = { initContainers: [] }] = podsOf(job === undefined ? [] : [job]);
    expect(initContainers.map(({ args }) => (args as string[]).at(-1))).toEqual(['acme', 'globex']);
  });

  test('the audit log outlives the release, unless somebody says otherwise', () => {
    const claim = rendered({}).resources.find(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(claim?.metadata['annotations']).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
    expect(rendered({ audit: { ephemeral: true } }).kinds).not.toContain('PersistentVolumeClaim');
  });
});
