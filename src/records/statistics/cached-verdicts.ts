import type { Migration } from './migrations.js';

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
