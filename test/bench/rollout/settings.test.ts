import { describe, expect, test } from '@jest/globals';
import { settingsFor } from '../../../bench/rollout/settings.js';

describe('settings', () => {
  test('600 tickets unless told otherwise', () => {
    expect(settingsFor({})).toEqual({ tickets: 600 });
    expect(settingsFor({ tickets: '100' })).toEqual({ tickets: 100 });
  });

  test.each(['99', 'many', '100.5', ''])('--tickets %j is refused with what was expected', (tickets) => {
    expect(settingsFor({ tickets })).toEqual({
      fault: `expected --tickets with a whole number from 100, got ${tickets}`,
    });
  });
});
