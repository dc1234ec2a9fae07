import type { OutcomeStore } from '../../ports/records.js';
import type { TemporalUi } from '../../contract/run-url.js';
import type { TenantActions } from './tenant-actions.js';
import type { ApiTenant } from './tenant.js';
import type { LiveTenant, WhyAnswer } from './wire.js';

/** What the API tells from, and acts through. */
export interface ApiSources {
  /** Those of now: they may change while the gateway runs. */
  tenants: () => readonly ApiTenant[];
  outcomes: OutcomeStore;
  live: (tenant: ApiTenant, now: Date) => Promise<LiveTenant>;
  why: (tenant: ApiTenant, ticketId: string) => Promise<WhyAnswer>;
  actions: TenantActions;
  temporalUi: TemporalUi | null;
  /** Default: the system's clock. */
  now?: () => Date;
  /** Milliseconds between two looks for news, while somebody watches. Default 2,000. */
  watchEveryMs?: number;
}
