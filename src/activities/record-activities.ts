import { ApplicationFailure } from '@temporalio/common';
import { ticketEntry } from '../records/audit/entries.js';
import { FAILURE } from '../contract/failures.js';
import { AuditUnwritableError, type AuditLog } from '../ports/audit-log.js';
import type { FinishedScan, OutcomeStore } from '../ports/records.js';
import { outcomeOf, type EndedRound } from '../contract/outcome.js';
import { LateError, within } from '../http/waiting.js';

/** A step that hangs would keep its place in the worker, and nobody would ask another one. */
const ANSWERS_WITHIN_MS = 5_000;

interface OutcomeActivitiesDeps {
  outcomes: Pick<OutcomeStore, 'record' | 'recordScan'>;
  audit: Pick<AuditLog, 'append'>;
}

/** Activities that keep the record: labels and figures, no text. Recording twice counts once. Two steps, for two promises:
 * a line in the audit log there must be, what the statistics lack is made up for. */
export function createOutcomeActivities({ outcomes, audit }: OutcomeActivitiesDeps) {
  return {
    /**
     * Writes one round of a ticket run to the audit log.
     * @throws ApplicationFailure `AuditUnwritable`, also where the disk does not answer: the entry may still come to it,
     *   and readers count one that is there twice once.
     */
    async writeAuditLine(round: EndedRound): Promise<void> {
      try {
        await within(ANSWERS_WITHIN_MS, audit.append(ticketEntry(round)));
      } catch (error) {
        throw auditFailure(error);
      }
    },

    /** Counts one round of a ticket run. */
    async recordOutcome(round: EndedRound): Promise<void> {
      await within(ANSWERS_WITHIN_MS, outcomes.record(outcomeOf(round)));
    },

    /** Keeps a finished scan. */
    recordScan: (scan: FinishedScan): Promise<void> => within(ANSWERS_WITHIN_MS, outcomes.recordScan(scan)),
  };
}

const auditFailure = (error: unknown): unknown =>
  error instanceof AuditUnwritableError || error instanceof LateError
    ? ApplicationFailure.create({ type: FAILURE.auditUnwritable, message: `audit log: ${error.message}` })
    : error;
