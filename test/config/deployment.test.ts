import { describe, expect, test } from '@jest/globals';
import { deploymentSchema } from '../../src/config/deployment.js';
import { readPart, type ConfigFault, type Environment } from '../../src/ports/setting.js';

const NAME = 'TEMPORAL_DEPLOYMENT_NAME';
const BUILD_ID = 'TEMPORAL_WORKER_BUILD_ID';

function read(env: Environment) {
  const faults: ConfigFault[] = [];
  return { config: readPart(deploymentSchema, env, faults), faults };
}

describe('the version of a worker', () => {
  test.each([{}, { [NAME]: '', [BUILD_ID]: '' }])('%j → unversioned', (env) => {
    expect(read(env)).toEqual({ config: { workerVersion: null }, faults: [] });
  });

  test.each([
    ['triage', '1.0'],
    ['team-a/triage', 'sha256:0f3c+dirty'],
    ['n'.repeat(255), 'b'.repeat(255)],
  ])('%s and %s → both', (deploymentName, buildId) => {
    expect(read({ [NAME]: deploymentName, [BUILD_ID]: buildId })).toEqual({
      config: { workerVersion: { deploymentName, buildId } },
      faults: [],
    });
  });

  test.each([
    [NAME, BUILD_ID],
    [BUILD_ID, NAME],
  ])('%s alone → a fault of %s', (given, missing) => {
    expect(read({ [given]: 'x' })).toEqual({
      config: null,
      faults: [{ variable: missing, expected: `a value, because ${given} is set`, got: 'unset' }],
    });
  });

  test.each(['triage.eu', 'triage:eu', '__triage', 'n'.repeat(256)])(
    'name %s, which the server refuses without telling the worker → a fault',
    (name) => {
      expect(read({ [NAME]: name, [BUILD_ID]: '1' }).faults).toMatchObject([{ variable: NAME }]);
    },
  );

  test('a build ID of 256 characters → a fault', () => {
    const { faults } = read({ [NAME]: 'triage', [BUILD_ID]: 'b'.repeat(256) });
    expect(faults).toMatchObject([{ variable: BUILD_ID, expected: 'at most 255 characters' }]);
  });
});
