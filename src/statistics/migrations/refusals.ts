import type { Migration } from '../migrate.js';

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
