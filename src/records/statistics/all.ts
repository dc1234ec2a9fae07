import type { Migration } from './migrations.js';
import { cachedVerdicts } from './cached-verdicts.js';
import { circuitStates } from './circuit-states.js';
import { finishedScans } from './finished-scans.js';
import { ticketOutcomes } from './ticket-outcomes.js';

/**
 * In the order of their version numbers, from 1. What was released is never edited: a change is one more migration,
 * and one that builds of the version before can live with, because they go on while a new one starts.
 */
export const MIGRATIONS: readonly Migration[] = [
  ticketOutcomes,
  finishedScans,
  circuitStates,
  cachedVerdicts,
];
