import type { Migration } from './migrations.js';

/**
 * One row a round, and beside it one row an hour and tenant with the sums of that hour: half a million rounds are
 * counted in milliseconds. Three indexes hold latencies in order, so that a percentile is found by walking to its
 * rank instead of sorting. No index begins with the tenant: SQLite would prefer it to a period, and most systems
 * have one tenant.
 */
export const ticketOutcomes: Migration = [
  `create table ticket_outcomes (
    workflow_id text not null,
    run_id text not null,
    round bigint not null,
    tenant text not null,
    platform text not null,
    ticket_id text not null,
    kind text not null,
    why text,
    source text,
    root_cause text,
    urgency text,
    sentiment text,
    model text,
    prompt_version text,
    fallback_reason text,
    reason text not null,
    latency_ms bigint,
    input_tokens bigint not null,
    cached_input_tokens bigint not null,
    output_tokens bigint not null,
    cost_micro_usd bigint not null,
    started_at_ms bigint not null,
    ended_at_ms bigint not null,
    ended_hour bigint not null,
    ended_day bigint not null,
    primary key (workflow_id, run_id, round)
  )`,
  'create index ticket_outcomes_by_end on ticket_outcomes (ended_at_ms, tenant)',
  'create index ticket_outcomes_by_latency on ticket_outcomes (latency_ms, ended_at_ms, tenant)',
  'create index ticket_outcomes_by_hour on ticket_outcomes (ended_hour, latency_ms, tenant)',
  'create index ticket_outcomes_by_day on ticket_outcomes (ended_day, latency_ms, tenant)',
  `create index ticket_outcomes_by_ticket on ticket_outcomes
    (ticket_id, tenant, platform, ended_at_ms, kind, source, root_cause)`,
  `create table hour_totals (
    hour bigint not null,
    tenant text not null,
    kind_updated bigint not null,
    kind_unchanged bigint not null,
    kind_dry_run bigint not null,
    kind_skipped bigint not null,
    kind_failed bigint not null,
    source_llm bigint not null,
    source_rules bigint not null,
    root_cause_bug bigint not null,
    root_cause_feature bigint not null,
    root_cause_refund bigint not null,
    root_cause_other bigint not null,
    urgency_high bigint not null,
    urgency_medium bigint not null,
    urgency_low bigint not null,
    sentiment_positive bigint not null,
    sentiment_neutral bigint not null,
    sentiment_negative bigint not null,
    latency_count bigint not null,
    latency_sum_ms bigint not null,
    input_tokens bigint not null,
    cached_input_tokens bigint not null,
    output_tokens bigint not null,
    cost_micro_usd bigint not null,
    primary key (hour, tenant)
  )`,
];
