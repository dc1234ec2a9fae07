import type { AlertMessage, Notifier } from '../../ports/notifier.js';
import { createPoster, stringOf, type PostOptions, type VendorAnswers } from './post-json.js';

export interface PagerDutyOptions extends Omit<PostOptions, 'vendor' | 'answers'> {
  /** The integration key of a service, 32 characters. */
  routingKey: string;
}

/** Of a summary. @see https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
const SUMMARY_MOST = 1_024;

/** 202 with `success`; else a status such as `invalid event`. @see https://developer.pagerduty.com/docs/events-api-v2/overview/ */
const ANSWERS: VendorAnswers = {
  took: ({ status, body }) => status === 202 && stringOf(body, 'status') === 'success',
  reason: ({ body }) => stringOf(body, 'status'),
};

/**
 * PagerDuty's Events API v2: `trigger` when an incident opens, `resolve` when it is over. Both carry the same
 * `dedup_key`, so that repeating either does nothing more.
 * @see https://developer.pagerduty.com/docs/events-api-v2/overview/
 */
export function createPagerDutyNotifier({ routingKey, ...options }: PagerDutyOptions): Notifier {
  const post = createPoster({ ...options, vendor: 'PagerDuty', answers: ANSWERS });
  return {
    channel: 'pagerduty',
    deduplicates: true,
    tell: (message, signal) => post({ routing_key: routingKey, ...eventOf(message) }, signal),
  };
}

function eventOf(message: AlertMessage) {
  const { notice, dedupKey, source, title, sentences, links } = message;
  if (notice.kind === 'over') return { event_action: 'resolve', dedup_key: dedupKey };
  const place = notice.tenant === null ? '' : ` (${notice.tenant})`;
  return {
    event_action: 'trigger',
    dedup_key: dedupKey,
    client: source,
    payload: {
      summary: `${title}${place}`.slice(0, SUMMARY_MOST),
      source,
      severity: notice.severity,
      timestamp: notice.openedAt,
      component: 'ticket-processor',
      ...(notice.tenant === null ? {} : { group: notice.tenant }),
      class: notice.condition,
      custom_details: { found: sentences.join(' ') },
    },
    links,
  };
}
