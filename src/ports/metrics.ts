import type { Usage } from '../domain/verdict.js';
import type { CircuitKey, CircuitStateName } from './records.js';
import type { OutcomeRecord } from '../contract/outcome.js';
import type { ModelErrorKind, PiiDetectorErrorKind } from './model.js';

/** `cancelled`: told to stop. `other`: an error that is none of our failure types. */
export type StepResult = 'ok' | 'cancelled' | 'other' | (string & {});

/** One attempt of one step: of an activity, whether it succeeded or not. */
export interface StepAttempt {
  /** Null: a step of the whole installation. */
  tenant: string | null;
  /** The activity's name. */
  step: string;
  /** A failure type where it failed. */
  result: StepResult;
  durationMs: number;
}

/** One request to a model, and what was paid for it, also where the answer cannot be used. */
export interface ModelRequest {
  tenant: string;
  /** As configured: what a server says of itself has no bounds. */
  model: string;
  result: 'answered' | ModelErrorKind;
  usage: Usage;
  durationMs: number;
}

/** One request to a help desk. */
export interface PlatformRequest {
  tenant: string;
  /** Method and path template, without IDs. */
  route: string;
  /** Null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number } | undefined;
}

/** One request to the second detector of personal data. */
export interface DetectorRequest {
  result: 'answered' | PiiDetectorErrorKind;
  durationMs: number;
}

/** How the gateway may answer a webhook's delivery; `failed`: by a fault of its own. */
export const DELIVERY_RESULTS = [
  'accepted',
  'ignored',
  'unproven',
  'stale',
  'unusable',
  'tooLarge',
  'unavailable',
  'failed',
] as const;
export type DeliveryResult = (typeof DELIVERY_RESULTS)[number];

/** Takes note of the webhooks that come to a gateway, as `Metrics` does of a worker. */
export interface WebhookMetrics {
  /** Once for each; the tenant is as the sender says, and need not exist. */
  deliveryAnswered(delivery: { tenant: string; result: DeliveryResult }): void;
}

/**
 * Takes note of what a worker does, for those who watch it. Nobody decides by it. Every method returns at once, never
 * throws, and takes labels of closed sets, names of tenants and figures: no ticket, text or person.
 */
export interface Metrics {
  /** Once for each round that ended, however often its recording was tried. */
  roundEnded(outcome: OutcomeRecord): void;
  /** Every attempt, so that retries are seen. */
  stepAttempted(attempt: StepAttempt): void;
  modelAsked(request: ModelRequest): void;
  platformAsked(request: PlatformRequest): void;
  detectorAsked(request: DetectorRequest): void;
  /** Once for each conversation it did not answer for: which waits (`stop`), or goes on without it (`continue`). */
  detectorFailed(consequence: 'stop' | 'continue'): void;
  circuitChanged(circuit: Pick<CircuitKey, 'tenant' | 'service'>, state: CircuitStateName): void;
}
