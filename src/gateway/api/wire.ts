import type { PlatformName } from '../../contract/names.js';
import type { MonthlyBudget, ServiceCircuits } from '../../health/reports.js';
import type { TenantNow } from '../../health/status.js';
import type { Figures, TrendBucket, TrendUnit } from '../../ports/records.js';
import type { OutcomeRecord } from '../../contract/outcome.js';
import type { TicketEntry } from '../../ports/audit-log.js';
import type { Role } from '../session.js';
import type { NamedLabels } from '../../domain/verdict-fields.js';
import type { QueueRates } from '../../domain/limits.js';

/** What the API answers: types only, which the dashboard shares. Times are ISO 8601. */

/** `GET` and `POST /api/session`. */
export interface SessionAnswer {
  role: Role;
  /** Null: a bearer token, which does not expire. */
  expiresAt: string | null;
  tenants: { name: string; platform: PlatformName }[];
  /** What the 95th percentile of the latency may be. */
  latencySloMs: number;
}

/** A half-open period of whole hours or days, but for an end that is now. */
export interface PeriodAnswer {
  /** Null: all of them. */
  tenant: string | null;
  from: string;
  to: string;
  unit: TrendUnit;
}

/** `GET /api/overview`: from the statistics alone, so that it is there without Temporal. */
export interface OverviewAnswer {
  period: PeriodAnswer;
  figures: Figures;
  /** Of as long a time just before. */
  previous: Figures;
  /** Of the calendar month, UTC; of those tenants that have one. */
  budgets: ({ tenant: string } & MonthlyBudget)[];
  /** Services that workers do not call for the moment. */
  circuits: ({ tenant: string } & ServiceCircuits)[];
}

/** `GET /api/series`. They add up to the figures of the overview. */
export interface SeriesAnswer {
  period: PeriodAnswer;
  buckets: TrendBucket[];
}

/** One round of a ticket's run, and where else it can be seen. */
export interface ListedTicket extends OutcomeRecord {
  /** Null: the ticket was erased. */
  helpDeskUrl: string | null;
  /** Its run in Temporal's Web UI; null: none is configured. */
  runUrl: string | null;
}

/** `GET /api/tickets`, newest first. */
export interface TicketsAnswer {
  period: PeriodAnswer;
  tickets: ListedTicket[];
  /** What to ask the next page with; null: this is the last one. */
  next: string | null;
}

/** How often a step of a run was tried. */
export interface StepAttempts {
  step: string;
  attempts: number;
  /** Failure type of the last try that failed. */
  lastFailure: string | null;
}

/** What the audit log keeps of a round beside what the statistics do. */
export type AuditedRound = Pick<TicketEntry, 'verdict' | 'write' | 'refusal' | 'undone'>;

/** One round of a ticket, with what the audit log and Temporal know of it. */
export interface ExplainedRound extends ListedTicket {
  /** Null: not in the audit log of this data folder. */
  audit: AuditedRound | null;
  /** Of the whole run; null: Temporal does not know it any more, or cannot be reached. */
  steps: StepAttempts[] | null;
}

/** `GET /api/tenants/<tenant>/tickets/<id>`: why a ticket is as it is. Newest round first. */
export interface WhyAnswer {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  helpDeskUrl: string;
  /** The run at work on it now; null: none, or Temporal cannot be reached. */
  open: { workflowId: string; runId: string; startedAt: string; runUrl: string | null } | null;
  rounds: ExplainedRound[];
}

/** How a queue that the Temporal server limits stands. */
export interface QueueState {
  queue: 'listing' | 'reads' | 'updates' | 'model';
  /** Steps a minute that the server hands out at most; null: unlimited. */
  limitPerMinute: number | null;
  /** Steps a minute that it handed out of late. */
  handedOutPerMinute: number;
  /** Steps that wait; about. */
  waiting: number;
}

/** What goes on at a tenant now. */
export interface LiveTenant {
  tenant: string;
  /** Why there is no status: for people. */
  error: string | null;
  status: TenantNow | null;
  queues: QueueState[];
}

/** `GET /api/live`, and each `live` event of `/api/events`. */
export interface LiveAnswer {
  at: string;
  tenants: LiveTenant[];
}

/** One ticket of `POST /api/tenants/<tenant>/dry-run`: what would be written, without its texts. */
export type DryRunAnswer =
  | (NamedLabels & {
      ticketId: string;
      kind: 'dryRun';
      source: string;
      tags: string[];
      priority: string | null;
    })
  | { ticketId: string; kind: 'unchanged' | 'skipped' | 'failed'; why: string }
  | { ticketId: string; kind: 'pending' };

/** A tenant, as far as the API tells of it. */
export interface ApiTenant {
  name: string;
  platform: PlatformName;
  /** USD; null: none. */
  monthlyBudgetUsd: number | null;
  /** What the Temporal server is asked to hand out on its queues. */
  queueRates: QueueRates;
  /** The page of a ticket in the help desk. */
  ticketUrl: (ticketId: string) => string;
}
