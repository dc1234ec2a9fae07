import type { Migration } from '../migrate.js';

/** What went wrong with a scan's listing: lines that could not be read, and cursors that the help desk refused. */
export const listingTrouble: Migration = [
  'alter table finished_scans add column unreadable bigint not null default 0',
  'alter table finished_scans add column cursor_refused bigint not null default 0',
];
