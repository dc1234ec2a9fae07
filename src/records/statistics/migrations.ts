import { sql, type Kysely } from 'kysely';

/** Holds the versions that were migrated to. */
export const SCHEMA_TABLE = 'ticket_processor_schema';

/** The statements of one version; SQL that SQLite and PostgreSQL read alike. */
export type Migration = readonly string[];

/** The database was migrated by a newer build than this one. Not retryable: start that build, or name another database. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
  readonly code = 'STATISTICS_SCHEMA_NEWER';

  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(
      `The statistics database has schema version ${found}, this build knows versions up to ${known}: ` +
        'start the newer build again, or name another database by DATABASE_URL or DATA_DIR.',
    );
  }
}

export interface MigrateOptions {
  /** Opens a transaction that no other migrating process can be in at the same time. */
  begin: readonly string[];
  migrations: readonly Migration[];
}

/**
 * Brings the schema to the newest version that `migrations` knows: all of it or nothing. Safe when several
 * processes start at once: one migrates, the others find it done.
 * @throws {NewerSchemaError} when the database is ahead of `migrations`.
 */
export async function migrate<T>(db: Kysely<T>, { begin, migrations }: MigrateOptions): Promise<void> {
  await db.connection().execute(async (connection) => {
    const run = (statement: string) => sql.raw(statement).execute(connection);
    try {
      for (const statement of begin) await run(statement);
      await run(`create table if not exists ${SCHEMA_TABLE} (version bigint primary key)`);
      const found = await sql<{ version: number | null }>`
        select max(version) as version from ${sql.table(SCHEMA_TABLE)}`.execute(connection);
      const version = found.rows[0]?.version ?? 0;
      if (version > migrations.length) throw new NewerSchemaError(version, migrations.length);
      for (const [index, statements] of migrations.entries()) {
        if (index < version) continue;
        for (const statement of statements) await run(statement);
        await run(`insert into ${SCHEMA_TABLE} (version) values (${index + 1})`);
      }
      await run('commit');
    } catch (error) {
      // Nothing to roll back when the lock was never given; the first error is the one that explains.
      await run('rollback').catch(() => undefined);
      throw error;
    }
  });
}

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

/**
 * Verdicts for equal tickets, one row each, sealed: `input_hash` is a digest, `sealed` ciphertext. And in the
 * statistics, which verdicts came from there.
 */
export const cachedVerdicts: Migration = [
  `create table cached_verdicts (
    tenant text not null,
    input_hash text not null,
    sealed text not null,
    stored_at_ms bigint not null,
    primary key (tenant, input_hash)
  )`,
  'create index cached_verdicts_by_age on cached_verdicts (tenant, stored_at_ms)',
  'alter table ticket_outcomes add column from_cache bigint not null default 0',
  'alter table hour_totals add column from_cache bigint not null default 0',
];

/** One row a circuit that is not closed, of one worker; the last that the worker said of it. */
export const circuitStates: Migration = [
  `create table circuit_states (
    worker text not null,
    tenant text not null,
    service text not null,
    state text not null,
    since_ms bigint not null,
    changed_at_ms bigint not null,
    primary key (worker, tenant, service)
  )`,
];

/** One row a scan that came to its end. */
export const finishedScans: Migration = [
  `create table finished_scans (
    workflow_id text not null,
    run_id text not null,
    tenant text not null,
    started_at_ms bigint not null,
    ended_at_ms bigint not null,
    listed bigint not null,
    unwanted bigint not null,
    already_running bigint not null,
    started bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    dry_run bigint not null,
    skipped bigint not null,
    failed bigint not null,
    parked bigint not null,
    fallback bigint not null,
    primary key (workflow_id, run_id)
  )`,
  'create index finished_scans_by_end on finished_scans (tenant, ended_at_ms)',
];

/** What went wrong with a scan's listing: lines that could not be read, and cursors that the help desk refused. */
export const listingTrouble: Migration = [
  'alter table finished_scans add column unreadable bigint not null default 0',
  'alter table finished_scans add column cursor_refused bigint not null default 0',
];

/** What more there is to say of a round, and how many rounds of an hour the help desk took no write for. */
export const refusals: Migration = [
  'alter table ticket_outcomes add column detail text',
  'alter table hour_totals add column rejected bigint not null default 0',
  `update hour_totals set rejected = (
    select count(*) from ticket_outcomes
    where ticket_outcomes.ended_hour = hour_totals.hour and ticket_outcomes.tenant = hour_totals.tenant
      and ticket_outcomes.kind = 'skipped' and ticket_outcomes.why = 'rejected'
  )`,
];

const labelsOfRounds = (field: string): string =>
  `insert into outcome_labels (run_id, round, field, label)
    select run_id, round, '${field}', ${field} from ticket_outcomes where ${field} is not null
    on conflict do nothing`;

const labelsOfHours = (field: string, label: string): string =>
  `insert into hour_labels (hour, tenant, field, label, rounds)
    select hour, tenant, '${field}', '${label}', ${field}_${label} from hour_totals where ${field}_${label} > 0`;

/** The labels of verdicts when they were columns. */
const LABEL_COLUMNS = {
  root_cause: ['bug', 'feature', 'refund', 'other'],
  urgency: ['high', 'medium', 'low'],
  sentiment: ['positive', 'neutral', 'negative'],
};
const COUNTED_LABELS = Object.entries(LABEL_COLUMNS).flatMap(([field, labels]) =>
  labels.map((label) => [field, label] as const),
);

/**
 * A verdict's labels as rows, one a field, and beside them one row an hour, tenant and label: a further field needs no
 * further columns. `run_id` is unique, so that `outcome_labels` needs no `workflow_id`, which erasing replaces. The index
 * holds what is summed, label by label: grouping the rows of a year would take a hundred times as long.
 */
export const labelsAsRows: Migration = [
  `create table outcome_labels (
    run_id text not null,
    round bigint not null,
    field text not null,
    label text not null,
    primary key (run_id, round, field)
  )`,
  `create table hour_labels (
    hour bigint not null,
    tenant text not null,
    field text not null,
    label text not null,
    rounds bigint not null,
    primary key (hour, tenant, field, label)
  )`,
  'create index hour_labels_by_label on hour_labels (field, label, hour, tenant, rounds)',
  ...Object.keys(LABEL_COLUMNS).map(labelsOfRounds),
  ...COUNTED_LABELS.map(([field, label]) => labelsOfHours(field, label)),
  'drop index ticket_outcomes_by_ticket',
  ...Object.keys(LABEL_COLUMNS).map((field) => `alter table ticket_outcomes drop column ${field}`),
  ...COUNTED_LABELS.map(([field, label]) => `alter table hour_totals drop column ${field}_${label}`),
  `create index ticket_outcomes_by_ticket on ticket_outcomes
    (ticket_id, tenant, platform, ended_at_ms, kind, source)`,
];

/**
 * In the order of their version numbers, from 1. What was released is never edited: a change is one more migration,
 * and, where it can be, one that builds of the version before can live with, because they go on while a new one starts.
 * They cannot live with `labelsAsRows`, which drops columns that they write and read: they are stopped first.
 */
export const MIGRATIONS: readonly Migration[] = [
  ticketOutcomes,
  finishedScans,
  circuitStates,
  cachedVerdicts,
  listingTrouble,
  refusals,
  labelsAsRows,
];
