import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { learn } from '../../bench/train/learn.js';
import { loadConfig } from '../../src/config/load.js';
import { labelledTickets } from '../support/labelled-tickets.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { faultsOf, LOCAL, tenantsOf } from './tenants/tenants-file-of.js';

const newFolder = temporaryFolders();
const { classifier } = learn(labelledTickets(150));

function written(content: string): { folder: string; file: string } {
  const folder = newFolder();
  const file = path.join(folder, 'classifier.json');
  writeFileSync(file, content);
  return { folder, file };
}
const GOOD = JSON.stringify(classifier);
const entry = (own: object) => ({ tenants: [{ ...LOCAL, ...own }] });

test('FALLBACK_CLASSIFIER is read; nothing said: there is none', () => {
  const { file } = written(GOOD);
  expect(loadConfig({ FALLBACK_CLASSIFIER: file }).tenants[0]?.policy.classifier).toEqual(classifier);
  expect(loadConfig({}).tenants[0]?.policy.classifier).toBeNull();
});

test('a tenant’s own, relative to the tenants file, goes before it', () => {
  const { folder, file } = written(GOOD);
  const other = written(JSON.stringify({ ...classifier, id: '00000000' }));
  const own = tenantsOf(folder, entry({ classifier: 'classifier.json' }), {
    FALLBACK_CLASSIFIER: other.file,
  });
  expect(own[0]?.policy.classifier?.id).toBe(classifier.id);
  expect(tenantsOf(newFolder(), entry({}), { FALLBACK_CLASSIFIER: file })[0]?.policy.classifier?.id).toBe(
    classifier.id,
  );
});

const { root_cause } = classifier.fields;

describe('a fault that names the file and what is expected', () => {
  test.each([
    ['no JSON', 'gizmo'],
    ['something else', '{"id":"1"}'],
    ['a label that is none', GOOD.replaceAll('"feature"', '"praise"')],
    [
      'a weight too few',
      JSON.stringify({ ...classifier, fields: { root_cause: { ...root_cause, weights: { gizmo: [1] } } } }),
    ],
    ['a field that is none', JSON.stringify({ ...classifier, fields: { mood: root_cause } })],
  ])('%s', (_what, content) => {
    const { folder, file } = written(content);
    const load = () => loadConfig({ FALLBACK_CLASSIFIER: file });
    expect(load).toThrow(
      `FALLBACK_CLASSIFIER: expected a classifier made by \`npm run train\` in the file ${file}`,
    );
    const [fault, ...others] = faultsOf(folder, entry({ classifier: 'classifier.json' }), {});
    expect(fault).toContain(
      `tenants[0].classifier: expected a classifier made by \`npm run train\` in the file ${file}`,
    );
    expect(others).toEqual([]);
  });

  test('no such file', () => {
    const [fault] = faultsOf(newFolder(), entry({ classifier: 'gone.json' }), {});
    expect(fault).toMatch(/classifier: expected .* got a file that cannot be read \(ENOENT\)$/);
    expect(() => loadConfig({ FALLBACK_CLASSIFIER: 'gone.json' })).toThrow('cannot be read (ENOENT)');
  });
});
