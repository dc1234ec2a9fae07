import type { Deliveries, ChannelName, Notice } from '../domain/alerts/deliveries.js';
import type { CountsName } from '../domain/verdict-fields.js';
import type { Incident, LookResult } from '../domain/alerts/incident.js';

/** The workflow that watches, one for the installation, always running. */
export const WATCH_WORKFLOW_ID = 'watch-incidents';

/** The schedule of the daily summary, one for the installation; its runs are named after it, with a time stamp. */
export const SUMMARY_SCHEDULE_ID = 'daily-summary';

/** One look at everything, and what the configuration of the worker that looked says about telling it. */
export interface Look extends LookResult {
  /** Channels that are set up. */
  channels: ChannelName[];
  /** Warnings wait. */
  quiet: boolean;
  /** Milliseconds. */
  nextLookInMs: number;
}

/** Arguments of `watchIncidents`; set by continue-as-new only. */
export interface WatchIncidentsInput {
  resume?: WatchState;
}

/** Answer of its query `state`, and what it carries over a continue-as-new. */
export interface WatchState {
  incidents: Incident[];
  deliveries: Deliveries;
  /** Of the latest look. */
  channels: ChannelName[];
  /** ISO 8601; null before the first. */
  lookedAt: string | null;
}

export interface TellInput {
  channel: ChannelName;
  notice: Notice;
  /** Recipients of the channel that are still owed it, by key; absent: everybody. */
  only?: readonly string[];
}

/** Beside the type of a failure to tell people. */
export interface AlertFailureDetail {
  /** Of `AlertPartlyRefused`: recipients that were not told, by key. */
  refused?: string[];
  /** Milliseconds for which the channel asks to be left alone. */
  patienceMs?: number;
}

/** Asks for the figures of the day that ends at `to`, ISO 8601. */
export interface SummaryInput {
  to: string;
}

/** Figures of one day of a tenant. */
export interface SummaryFigures extends Partial<Record<CountsName, Record<string, number>>> {
  tickets: number;
  byOutcome: Record<string, number>;
  /** 0 to 1; null: nothing to divide by. */
  successRate: number | null;
  fallbackRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  costUsd: number;
}

/** One run among the slowest. */
export interface SlowRun {
  ticketId: string;
  workflowId: string;
  runId: string;
  latencyMs: number;
}

/** How often a failure type occurred: `failed` rounds, or `rules` where it kept the model from deciding. */
export interface FailureCount {
  type: string;
  ended: 'failed' | 'rules';
  count: number;
}

export interface TenantSummary {
  tenant: string;
  day: SummaryFigures;
  /** The day before. */
  before: SummaryFigures;
  /** USD of the calendar month (UTC); null: the tenant has no budget. */
  budget: { budgetUsd: number; spentUsd: number } | null;
  /** Slowest first. */
  slowest: SlowRun[];
  /** Most frequent first. */
  failures: FailureCount[];
}

/** What the daily summary says: figures and IDs. No ticket text, no person. */
export interface DailySummary {
  /** ISO 8601; the end does not belong to it. */
  from: string;
  to: string;
  tenants: TenantSummary[];
}

/** Mails a summary. */
export interface SendSummaryInput {
  summary: DailySummary;
  /** Recipients that are still owed it, by key; absent: everybody. */
  only?: readonly string[];
}

/** `sent` is false where no e-mail is set up. */
export interface DailySummaryResult {
  sent: boolean;
  to: string;
  /** How many recipients refused it for as long as it was tried; absent: none. */
  refused?: number;
}
