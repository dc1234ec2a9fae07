import { expect, test } from '@jest/globals';
import { drainageStatus } from '../../../bench/rollout/operator.js';

test('the drainage status in what describe-version prints as JSON', () => {
  const printed = (status: string) => JSON.stringify({ drainageInfo: { drainageStatus: status } }, null, 2);
  expect(drainageStatus(printed('draining'))).toBe('draining');
  expect(drainageStatus(printed('DRAINED'))).toBe('drained');
  expect(drainageStatus('{}')).toBe('');
});
