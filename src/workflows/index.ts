/** The workflows a worker registers. */
export { applyRetention } from './apply-retention.js';
export { backfillTickets } from './backfill-tickets.js';
export { dailySummary } from './daily-summary.js';
export { processTicket } from './process-ticket.js';
export { reprocessTickets } from './reprocess-tickets.js';
export { reviveFailed } from './revive-failed.js';
export { scanTickets } from './scan-tickets.js';
export { tenantDesk } from './tenant-desk.js';
export { upgradeFallbacks } from './upgrade-fallbacks.js';
export { watchIncidents } from './watch-incidents.js';
