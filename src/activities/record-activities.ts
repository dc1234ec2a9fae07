import { ApplicationFailure } from '@temporalio/common';
import { ticketEntry } from '../records/audit/entries.js';
import { FAILURE } from '../contract/failures.js';
import { AuditUnwritableError, type AuditLog } from '../ports/audit-log.js';
import type { FinishedScan, OutcomeStore } from '../ports/records.js';
import { outcomeOf, type EndedRound } from '../contract/outcome.js';

interface OutcomeActivitiesDeps {
  outcomes: Pick<OutcomeStore, 'record' | 'recordScan'>;
  audit: Pick<AuditLog, 'append'>;
}

/** Activities that keep the record: labels and figures, no text. Recording twice counts once. */
export function createOutcomeActivities({ outcomes, audit }: OutcomeActivitiesDeps) {
  return {
    /**
     * Writes one round of a ticket run to the audit log, then counts it. In this order: what is counted was written
     * down, so that a line that is missing can be found.
     */
    async recordOutcome(round: EndedRound): Promise<void> {
      await audit.append(ticketEntry(round)).catch((error: unknown) => {
        throw auditFailure(error);
      });
      await outcomes.record(outcomeOf(round));
    },

    /** Keeps a finished scan. */
    recordScan: (scan: FinishedScan): Promise<void> => outcomes.recordScan(scan),
  };
}

const auditFailure = (error: unknown): unknown =>
  error instanceof AuditUnwritableError
    ? ApplicationFailure.create({ type: FAILURE.auditUnwritable, message: error.message })
    : error;
