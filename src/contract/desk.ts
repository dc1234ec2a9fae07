import type { DeskRequest } from '../domain/desk-request.js';
import type { PlatformName } from './names.js';

export type { DeskRequest, ReprocessRequest, TicketFilter } from '../domain/desk-request.js';

export interface TenantDeskInput {
  tenant: string;
  platform: PlatformName;
  resume?: TenantDeskState;
}

/** Answer of the desk's `state` query, and what it carries over a continue-as-new. */
export interface TenantDeskState {
  /** Requests that wait, oldest first. */
  waiting: DeskRequest[];
  /** Tickets that were asked for a new verdict since the desk opened. */
  asked: number;
  /** Requests served. */
  served: number;
  /** The latest requests that could not be understood: what was expected. */
  rejected: string[];
}
