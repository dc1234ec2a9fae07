import { describe, expect, test } from '@jest/globals';
import { settingsFor } from '../../../bench/chaos/settings.js';

describe('settings', () => {
  test('a thousand tickets and more are not over before 20 kills', () => {
    expect(settingsFor({ tickets: '5000', seed: '2' })).toMatchObject({
      tickets: 5000,
      seed: 2,
      atLeastKills: 20,
    });
    expect(settingsFor({ tickets: '999' })).toMatchObject({ atLeastKills: 6 });
  });

  test('minutes make a run longer: more kills, and most tickets come while it goes on', () => {
    expect(settingsFor({ tickets: '5000', minutes: '60' })).toMatchObject({
      atLeastKills: 180,
      arrivalShare: 0.9,
    });
  });

  test.each([{ tickets: '0' }, { tickets: 'many' }, { seed: '-1' }, { minutes: '1.5' }])(
    '%j is refused with what was expected',
    (flags) => {
      expect(settingsFor(flags)).toMatchObject({ fault: expect.stringContaining('expected --tickets') });
    },
  );
});
