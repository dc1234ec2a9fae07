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

/** What was done, in its order; `audit` fails as told. */
function recording(auditFails: Error | null = null) {
  const done: string[] = [];
  const activities = createOutcomeActivities({
    audit: {
      append: ({ id }: AuditEntry) => {
        if (auditFails !== null) return Promise.reject(auditFails);
        done.push(`written down ${id}`);
        return Promise.resolve();
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
  return { done, record: () => activityEnvironment().run(activities.recordOutcome, ROUND) };
}

describe('recordOutcome', () => {
  test('a round is written down before it is counted', async () => {
    const { done, record } = recording();
    await record();
    expect(done).toEqual(['written down r/1', 'counted r']);
  });

  test('an audit log that cannot be written → AuditUnwritable, retryable, and nothing is counted', async () => {
    const { done, record } = recording(new AuditUnwritableError('the audit log cannot be written: ENOSPC'));
    const failure = await failureOf(record());
    expect(failure).toMatchObject({ type: FAILURE.auditUnwritable, nonRetryable: false });
    expect(failure.message).toContain('ENOSPC');
    expect(done).toEqual([]);
  });
});
