import { ApplicationFailure } from '@temporalio/common';
import { FAILURE } from '../contract/failures.js';
import type { PlatformName } from '../contract/names.js';
import type { VerdictPolicy } from '../domain/tenant-policy.js';
import type { TicketFilter, TicketStatus } from '../domain/ticket.js';
import { type LanguageModel, type PiiDetector, PiiDetectorError } from './model.js';
import type { TicketPlatform } from './platform.js';
import type { PiiSpan } from '../domain/redaction/types.js';

/** A customer's help desk with its model and policy, ready to be used by activities. */
export interface Tenant {
  name: string;
  platformName: PlatformName;
  platform: TicketPlatform;
  model: LanguageModel;
  policy: TenantPolicy;
  /** Absent: our own detectors decide alone what is personal. */
  secondOpinion?: SecondOpinion;
}

interface TenantPolicy extends VerdictPolicy {
  /** Tickets of other statuses are left alone by scans and webhooks. */
  scanStatuses: readonly TicketStatus[];
  /** So are those that it leaves out. */
  filter: TicketFilter;
  /** Where a scan that began at this time begins to list without a cursor, ISO 8601. */
  scanStart: (beganAt: Date) => string;
  /** Tickets in flight at once. */
  concurrency: number;
  /** Everything but the write. */
  dryRun: boolean;
  /** ISO 3166 alpha-2, for phone numbers written nationally. */
  phoneRegion: string;
}

/** The tenants this worker knows at this moment, by name: they change while it runs, so look when you need one. */
export type Tenants = ReadonlyMap<string, Tenant>;

/** As often as the tenants file is read: a worker that has not seen a new tenant yet knows it by then. */
const ASK_AGAIN_MS = 10_000;

/**
 * @throws ApplicationFailure `TenantUnknown` when this worker has no such tenant: asked again, since it may be in the
 * file by now, or come back.
 */
export function tenantNamed(tenants: Tenants, name: string): Tenant {
  const tenant = tenants.get(name);
  if (tenant) return tenant;
  throw ApplicationFailure.create({
    type: FAILURE.tenantUnknown,
    nextRetryDelay: ASK_AGAIN_MS,
    message: `tenant "${name}" is not configured on this worker; expected one of: ${[...tenants.keys()].join(', ')}`,
  });
}

/** A second detector, and what is done while it does not answer. */
export interface SecondOpinion {
  detector: PiiDetector;
  /** `stop`: its error rises, the step is retried and the ticket waits. `continue`: our own detectors decide alone. */
  onFailure: 'stop' | 'continue';
  /** Told once for each conversation that it did not answer for. The message holds no text. */
  onOutage?: (error: PiiDetectorError) => void;
}

/**
 * Asks the second detector about every text, one after the other; after the first failure that is passed over no more.
 * @throws {PiiDetectorError} when it does not answer and `onFailure` is `stop`.
 */
export async function askSecondOpinion(
  opinion: SecondOpinion | undefined,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<AlsoFound> {
  if (opinion === undefined) return NOTHING_ELSE;
  const found = new Map<string, readonly PiiSpan[]>();
  for (const text of new Set(texts)) {
    try {
      found.set(text, await opinion.detector.detect(text, signal));
    } catch (error) {
      if (!(error instanceof PiiDetectorError)) throw error;
      opinion.onOutage?.(error);
      if (opinion.onFailure === 'stop') throw error;
      break;
    }
  }
  return (text) => found.get(text) ?? [];
}
/** What the second detector found in a text; nothing in one that it was not asked about. */

export type AlsoFound = (text: string) => readonly PiiSpan[];
/** Nobody else was asked. */

export const NOTHING_ELSE: AlsoFound = () => [];
