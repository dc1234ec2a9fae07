import { expect, test } from '@jest/globals';
import { collidingTag, DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import { tagsForVerdict } from '../../src/domain/merge.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES } from '../../src/domain/verdict.js';

test('the default prefix collides with nothing', () => {
  expect(collidingTag(DEFAULT_VERDICT_POLICY.categoryTagPrefix)).toBeNull();
});

test('every tag that a verdict can write collides, as a prefix, as its beginning, and as what a prefix begins with', () => {
  for (const root_cause of ROOT_CAUSES)
    for (const urgency of URGENCIES)
      for (const sentiment of SENTIMENTS)
        for (const tag of tagsForVerdict({ summary: 'x', root_cause, urgency, sentiment }, 'rules')) {
          expect(collidingTag(tag)).not.toBeNull();
          expect(collidingTag(tag.slice(0, 4))).not.toBeNull();
          expect(collidingTag(`${tag}_`)).not.toBeNull();
        }
});
