import type { Migration } from './migrations.js';

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
