import type { Migration } from './migrations.js';

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
