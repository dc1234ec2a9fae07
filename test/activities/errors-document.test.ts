import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ApplicationFailure } from '@temporalio/common';
import { expect, test } from '@jest/globals';
import { listingFailure, modelFailure, ticketFailure } from '../../src/activities/failures.js';
import { FAILURE } from '../../src/contract/failures.js';
import { ModelError, type ModelErrorKind } from '../../src/ports/model.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/platform.js';

const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/errors.md'), 'utf8');
/** Type, and what the document says about its being retried. */
const rows = [...document.matchAll(/^\| `(\w+)`\s+\|[^|]*\|\s*([^|]*?)\s*\|/gm)].map(
  ([, type = '', retried = '']) => [type, retried] as const,
);

test('docs/errors.md lists exactly the failure types of the contract', () => {
  expect(rows.map(([type]) => type).sort()).toEqual(Object.values(FAILURE).sort());
});

test('docs/errors.md says of each failure whether it is retried as the code does', () => {
  const ofPlatform: Record<PlatformErrorKind, true> = {
    ...{ rateLimited: true, unavailable: true, uncertain: true, unauthorized: true, forbidden: true },
    ...{ notFound: true, conflict: true, invalid: true, protocol: true, tooLarge: true },
  };
  const ofModel: Record<ModelErrorKind, true> = {
    ...{ rateLimited: true, timeout: true, unavailable: true, unauthorized: true, invalidRequest: true },
    ...{ refusal: true, truncated: true, empty: true, unusable: true },
  };
  const failures = [
    ...Object.keys(ofPlatform).flatMap((kind) => {
      const error = new PlatformError('failed', { kind: kind as PlatformErrorKind });
      return [ticketFailure(error), listingFailure(error)];
    }),
    ...Object.keys(ofModel).map((kind) =>
      modelFailure(new ModelError('failed', { kind: kind as ModelErrorKind })),
    ),
  ] as ApplicationFailure[];
  const documented = new Map(rows);
  const contradictions = failures.filter(({ type, nonRetryable }) => {
    const saysNo = /^(no|not)\b/.test(documented.get(type as (typeof rows)[number][0]) ?? '');
    return saysNo !== nonRetryable;
  });
  expect(contradictions.map(({ type }) => type)).toEqual([]);
  expect(new Set(failures.map(({ type }) => type)).size).toBeGreaterThan(10);
});
