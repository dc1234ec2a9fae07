import type { IncomingHttpHeaders } from 'node:http';
import type { PlatformName } from '../contract/names.js';
import type { DeliveryResult } from '../ports/metrics.js';
import type { ReportChange } from '../temporal/report-change.js';
import type { ReadBody } from '../ports/webhook.js';
import { whyIgnored } from './loop-guard.js';
import type { Proof, UnprovenDelivery } from '../ports/proof.js';

/** A tenant that webhooks may come for. */
export interface WebhookTenant {
  platform: PlatformName;
  /** What proves a delivery: the signing secret of Zendesk, the token of Freshdesk. Null: none is configured. */
  key: string | null;
}

/** How the deliveries of one help desk are proven and read. */
export interface DeliveryFormat {
  platform: PlatformName;
  prove: (delivery: UnprovenDelivery, nowMs: number) => Proof;
  /** Null: it is nothing we know. */
  read: (body: unknown) => ReadBody | null;
  /** For the answer to an unproven delivery. */
  expectedProof: string;
  /** For the answer to an unusable one. */
  expectedBody: string;
}

export interface AnswerOptions {
  /** Null: there is no such tenant. */
  tenant: (name: string) => WebhookTenant | null;
  reportChange: ReportChange;
  /** Why the tenant is paused, empty where nobody said; null: it is not, or Temporal does not say. */
  whyPaused: (tenant: string) => Promise<string | null>;
  /** Told why Temporal took no report, which the sender is not. */
  onError: (error: Error) => void;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What the sender is told. */
export interface Answer {
  result: DeliveryResult;
  status: number;
  body: object;
  /** Seconds. */
  retryAfter?: number;
}

/** When a sender may try again (INTERFACE section 6). */
const RETRY_AFTER_S = 30;

/**
 * Answers one delivery: 202 once the report is durably with Temporal, or there is nothing to report, or the tenant is
 * paused: the scan after the pause finds the ticket · 400 a body that
 * names no ticket · 401 not proven to be the help desk's; an unknown tenant looks the same, so that nobody can ask who
 * our tenants are · 503 when Temporal did not take it: then the sender may repeat it, which is harmless.
 */
export async function answerDelivery(
  delivery: { tenant: string; headers: IncomingHttpHeaders; body: Buffer },
  { platform, prove, read, expectedProof, expectedBody }: DeliveryFormat,
  { tenant: tenantNamed, reportChange, whyPaused, onError, now }: AnswerOptions,
): Promise<Answer> {
  const { tenant, headers, body } = delivery;
  const configured = tenantNamed(tenant);
  const key = configured?.platform === platform ? configured.key : null;
  const proof = prove({ headers, body, key }, now());
  if (proof !== 'genuine') return { result: proof, ...refusal(401, expectedProof) };

  const content = read(jsonOf(body));
  if (content === null) return { result: 'unusable', ...refusal(400, expectedBody) };
  const ignored = content.about === 'ticket' ? whyIgnored(content.delivery) : 'it is about no ticket';
  if (content.about !== 'ticket' || ignored !== null)
    return { result: 'ignored', status: 202, body: { ignored } };

  const paused = await whyPaused(tenant);
  if (paused !== null)
    return { result: 'ignored', status: 202, body: { ignored: `paused: ${paused || 'no reason given'}` } };

  try {
    const { ticketId } = content.delivery;
    return { result: 'accepted', status: 202, body: await reportChange({ tenant, platform, ticketId }) };
  } catch (error) {
    onError(error as Error);
    const told = { error: `Temporal cannot be reached; try again in ${RETRY_AFTER_S} s` };
    return { result: 'unavailable', status: 503, body: told, retryAfter: RETRY_AFTER_S };
  }
}

const refusal = (status: number, expected: string) => ({ status, body: { error: `expected ${expected}` } });

/** Undefined when it is none: what is wrong with it would repeat a piece of it. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
