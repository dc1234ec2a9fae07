import { FIELDS, type NamedField } from '../../domain/verdict-fields.js';

/** What every name begins with. */
const PREFIX = 'ticket_processor';

/** Seconds. A ticket's service level is 15; one that waits for a help desk that is down waits for hours. */
const TICKET_SECONDS = [0.25, 0.5, 1, 2.5, 5, 7.5, 10, 15, 30, 60, 300, 1800, 7200];
/** Seconds. A request's time limit is 15, a model's usually 30. */
const CALL_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** The fields of a verdict that the metric of rounds is split by. */
export const METRIC_FIELDS: readonly NamedField[] = FIELDS.filter(({ isMetricLabel }) => isMetricLabel);
const FIELD_LABELS = METRIC_FIELDS.map(({ key }) => key);

/** One metric as Prometheus shows it. */
export interface MetricDefinition {
  name: string;
  help: string;
  labelNames: readonly string[];
}

export interface HistogramDefinition extends MetricDefinition {
  /** Upper bounds, ascending. */
  buckets: number[];
}

/**
 * Counters: they begin at 0 with their process, and end in `_total`.
 * @see https://prometheus.io/docs/practices/naming/
 */
export const COUNTERS = {
  tickets: {
    name: `${PREFIX}_tickets_total`,
    help: `Rounds of ticket runs that ended, each counted once; outcome rejected (not among skipped) is a write that the help desk refuses for good; ${['source', ...FIELD_LABELS].slice(0, -1).join(', ')} and ${FIELD_LABELS.at(-1)} are none without a verdict.`,
    labelNames: ['tenant', 'outcome', 'source', ...FIELD_LABELS],
  },
  fallbacks: {
    name: `${PREFIX}_fallbacks_total`,
    help: 'Verdicts that the rules gave, by failure type of the model call.',
    labelNames: ['tenant', 'reason'],
  },
  stepAttempts: {
    name: `${PREFIX}_step_attempts_total`,
    help: 'Attempts of steps, retries included; result is ok, cancelled, a failure type, or other.',
    labelNames: ['tenant', 'step', 'result'],
  },
  modelTokens: {
    name: `${PREFIX}_model_tokens_total`,
    help: 'Tokens that were paid for, unusable answers included; input is without cached_input.',
    labelNames: ['tenant', 'model', 'kind'],
  },
  modelCost: {
    name: `${PREFIX}_model_cost_usd_total`,
    help: 'USD spent on the model by the configured prices, unusable answers included.',
    labelNames: ['tenant', 'model'],
  },
  platformRequests: {
    name: `${PREFIX}_platform_requests_total`,
    help: 'Requests to the help desk; status is 2xx, 3xx, 4xx, 429 (not among 4xx), 5xx, or none where no answer came.',
    labelNames: ['tenant', 'route', 'status'],
  },
  detectorOutages: {
    name: `${PREFIX}_detector_outages_total`,
    help: 'Conversations that the second detector of personal data did not answer for: outcome stop waits, continue goes on without it.',
    labelNames: ['outcome'],
  },
  cachedVerdicts: {
    name: `${PREFIX}_cached_verdicts_total`,
    help: "Of the model's verdicts: those that were found for an equal redacted ticket.",
    labelNames: ['tenant'],
  },
  undoneVerdicts: {
    name: `${PREFIX}_undone_verdicts_total`,
    help: 'Rounds that left a ticket alone, because something of the help desk takes our tag off again.',
    labelNames: ['tenant'],
  },
  webhookDeliveries: {
    name: `${PREFIX}_webhook_deliveries_total`,
    help: 'Deliveries of webhooks by the answer of this gateway; tenant is none where there is no such tenant.',
    labelNames: ['tenant', 'result'],
  },
  alertDeliveries: {
    name: `${PREFIX}_alert_deliveries_total`,
    help: 'Attempts to tell people of an incident, or to mail the daily summary; service is pagerduty, slack or email.',
    labelNames: ['service', 'result'],
  },
  alertsUntold: {
    name: `${PREFIX}_alerts_untold_total`,
    help: 'Rounds through every channel in which none took a notice; it is tried again.',
    labelNames: [],
  },
} as const satisfies Record<string, MetricDefinition>;

/** Histograms of seconds. */
export const HISTOGRAMS = {
  ticketDuration: {
    name: `${PREFIX}_ticket_duration_seconds`,
    help: 'From the request for a verdict to the end of its round; failed rounds have none.',
    labelNames: ['tenant', 'outcome'],
    buckets: TICKET_SECONDS,
  },
  stepDuration: {
    name: `${PREFIX}_step_duration_seconds`,
    help: 'One attempt of a step; result is ok, cancelled or failed.',
    labelNames: ['step', 'result'],
    buckets: CALL_SECONDS,
  },
  modelRequestDuration: {
    name: `${PREFIX}_model_request_duration_seconds`,
    help: 'One request to the model; result is answered, or why there was no answer to use.',
    labelNames: ['tenant', 'model', 'result'],
    buckets: CALL_SECONDS,
  },
  platformRequestDuration: {
    name: `${PREFIX}_platform_request_duration_seconds`,
    help: 'One request to the help desk, until its answer was read or given up.',
    labelNames: ['tenant', 'route'],
    buckets: CALL_SECONDS,
  },
  detectorRequestDuration: {
    name: `${PREFIX}_detector_request_duration_seconds`,
    help: 'One request to the second detector of personal data; result is answered, or why there was no answer to use.',
    labelNames: ['result'],
    buckets: CALL_SECONDS,
  },
} as const satisfies Record<string, HistogramDefinition>;

/** Gauges of one worker process. */
export const WORKER_GAUGES = {
  circuitState: {
    name: `${PREFIX}_circuit_state`,
    help: "This worker's circuit to a service: 0 closed, 1 trying again, 2 open.",
    labelNames: ['tenant', 'service'],
  },
  rateLimit: {
    name: `${PREFIX}_platform_rate_limit_requests`,
    help: 'Requests a minute that the help desk grants the account, by its latest answer to this worker.',
    labelNames: ['tenant'],
  },
  rateLimitRemaining: {
    name: `${PREFIX}_platform_rate_limit_remaining_requests`,
    help: 'What the account has left of them in this minute, by the latest answer to this worker.',
    labelNames: ['tenant'],
  },
} as const satisfies Record<string, MetricDefinition>;

/** Gauges of one process, worker or gateway. */
export const PROCESS_GAUGES = {
  tenantsFileValid: {
    name: `${PREFIX}_tenants_file_valid`,
    help: '1 while the tenants file is in force as it is, 0 while it has faults and the tenants stay as they were.',
    labelNames: [],
  },
} as const satisfies Record<string, MetricDefinition>;

/** Gauges of a tenant as a whole: every process that is asked says the same. */
export const TENANT_GAUGES = {
  lastScan: {
    name: `${PREFIX}_last_scan_timestamp_seconds`,
    help: 'When the last successful scan came to its end, Unix time; absent before the first.',
    labelNames: ['tenant'],
  },
  scanDueSince: {
    name: `${PREFIX}_scan_due_since_timestamp_seconds`,
    help: 'When the oldest scan that is due and has not come to its end was due, Unix time; absent when none is.',
    labelNames: ['tenant'],
  },
  schedulePaused: {
    name: `${PREFIX}_schedule_paused`,
    help: '1 while somebody has paused the schedule, else 0.',
    labelNames: ['tenant', 'schedule'],
  },
  openTickets: {
    name: `${PREFIX}_open_tickets`,
    help: 'Tickets whose run is open.',
    labelNames: ['tenant'],
  },
  writesStopped: {
    name: `${PREFIX}_writes_stopped`,
    help: '1 while somebody has stopped all writes to tickets, else 0.',
    labelNames: ['tenant'],
  },
  waitingWrites: {
    name: `${PREFIX}_waiting_writes`,
    help: 'Writes that wait for their turn or for writes to resume; about.',
    labelNames: ['tenant'],
  },
  monthCost: {
    name: `${PREFIX}_month_cost_usd`,
    help: 'USD spent since the calendar month began (UTC), by the statistics.',
    labelNames: ['tenant'],
  },
  monthBudget: {
    name: `${PREFIX}_month_budget_usd`,
    help: 'USD that may be spent in a calendar month; absent without a budget.',
    labelNames: ['tenant'],
  },
  stateReadable: {
    name: `${PREFIX}_state_readable`,
    help: '1 when the source (temporal, statistics) told the gauges of the tenant, else 0, and those gauges are absent.',
    labelNames: ['tenant', 'source'],
  },
} as const satisfies Record<string, MetricDefinition>;
