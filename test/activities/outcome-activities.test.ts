import { describe, expect, test } from '@jest/globals';
import { createOutcomeActivities } from '../../src/activities/record-activities.js';
import { FAILURE } from '../../src/contract/failures.js';
import { AuditUnwritableError, type AuditEntry } from '../../src/ports/audit-log.js';
import type { EndedRound } from '../../src/contract/outcome.js';
import { activityEnvironment, failureOf } from '../support/activities.js';

const ROUND: EndedRound = {
  ...{ tenant: 'acme', platform: 'zendesk', ticketId: '42', workflowId: 'w', runId: 'r', round: 1 },
  ...{ reason: 'scan', startedAt: '2026-11-22T10:00:00.000Z', endedAt: '2026-11-22T10:00:03.000Z' },
  end: { kind: 'failed', failureType: 'TenantUnknown' },
};

/** What was done, in its order; the audit log answers as told. */
function recording(append: () => Promise<void> = () => Promise.resolve()) {
  const done: string[] = [];
  const activities = createOutcomeActivities({
    audit: {
      append: async ({ id }: AuditEntry) => {
        await append();
        done.push(`written down ${id}`);
      },
    },
    outcomes: {
      record: ({ runId }) => {
        done.push(`counted ${runId}`);
        return Promise.resolve(true);
      },
      recordScan: () => Promise.resolve(),
    },
  });
  return {
    done,
    writeDown: () => activityEnvironment().run(activities.writeAuditLine, ROUND),
    count: () => activityEnvironment().run(activities.recordOutcome, ROUND),
  };
}

test('a round is written down by one step and counted by another', async () => {
  const { done, writeDown, count } = recording();
  await writeDown();
  expect(done).toEqual(['written down r/1']);
  await count();
  expect(done).toEqual(['written down r/1', 'counted r']);
});

describe('writeAuditLine', () => {
  test('an audit log that cannot be written → AuditUnwritable, retryable', async () => {
    const full = () => Promise.reject(new AuditUnwritableError('the audit log cannot be written: ENOSPC'));
    const failure = await failureOf(recording(full).writeDown());
    expect(failure).toMatchObject({ type: FAILURE.auditUnwritable, nonRetryable: false });
    expect(failure.message).toContain('ENOSPC');
  });

  test('a disk that never answers → AuditUnwritable, so that the step does not keep its place', async () => {
    const failure = await failureOf(recording(() => new Promise(() => undefined)).writeDown());
    expect(failure).toMatchObject({ type: FAILURE.auditUnwritable, nonRetryable: false });
  });
});
