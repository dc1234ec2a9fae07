import type { z } from 'zod';
import { alertsSchema } from '../../alerts/channels/settings.js';
import { deploymentSchema, encryptionSchema, statisticsSchema } from '../deployment.js';
import { DESCRIPTORS } from '../../platforms/index.js';
import { gatewaySchema } from '../gateway.js';
import { llmSchema } from '../../models/settings.js';
import { loggingKeySchema, metricsSchema, tracingSchema } from '../observability.js';
import { presidioSchema } from '../../models/presidio-settings.js';
import { processSchema } from '../process.js';
import { proxiesSchema } from '../proxies.js';
import { tenantsFileSchema, kindSchema } from '../tenants/configured-tenants.js';
import { triageSchema, verdictsSchema } from '../triage.js';

/** Variables that belong together, under one heading. */
export interface Section {
  title: string;
  /** Of docs/, with more about them. */
  page: string | null;
  /** One paragraph in Markdown without links. */
  introduction: string;
  /** Processes and commands that act by them. */
  usedBy: string;
  schemas: readonly z.ZodType[];
  /** Which variables of the schemas belong here. Default: all. */
  has?: (variable: string) => boolean;
}

const credentials = DESCRIPTORS.flatMap(({ settings }) => settings.credentials ?? []);

const isOfTemporal = (variable: string) => variable.startsWith('TEMPORAL_');

/** Every variable that is read, in the order in which somebody who sets up an installation meets them. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Help desk',
    page: DESCRIPTORS.map(({ page }) => page).find((page) => page !== null) ?? null,
    introduction: `The account: its subdomain or its whole address. ${[...credentials, 'a help desk on this machine needs none'].join('; ')}. Without an account \`npm start\` simulates a help desk.`,
    usedBy: 'worker, doctor',
    schemas: [kindSchema, ...DESCRIPTORS.map(({ settings }) => settings.environment)],
  },
  {
    title: 'Language model',
    page: 'evaluation.md',
    introduction:
      'OpenAI, or any OpenAI-compatible endpoint. Prices are those of gpt-4o-mini unless they are said; what a ticket costs is computed from them.',
    usedBy: 'worker, doctor, classify',
    schemas: [llmSchema],
  },
  {
    title: 'What is triaged',
    page: 'customer-messages.md',
    introduction: 'Which tickets, how often, how many at once, and whether anything is written.',
    usedBy: 'worker',
    schemas: [triageSchema, verdictsSchema],
  },
  {
    title: 'Several tenants',
    page: 'tenants.md',
    introduction:
      'Beside a tenants file the variables that name an account or the address of a model are refused, and the others are the default of every tenant. `DRY_RUN=true` and `LLM_PRIVATE_HOSTS` hold for every tenant, whatever the file says.',
    usedBy: 'all',
    schemas: [tenantsFileSchema],
  },
  {
    title: 'Temporal',
    page: 'deployment.md',
    introduction:
      "Read as Temporal's own tools read them: a profile of its TOML file and the other `TEMPORAL_TLS_…` of those tools work as well.",
    usedBy: 'all',
    schemas: [processSchema, deploymentSchema],
    has: isOfTemporal,
  },
  {
    title: 'Proxies',
    page: 'deployment.md',
    introduction:
      'Each also in lower case, which counts where both are set. This machine and the Temporal server of `npm start` are never reached through a proxy; PostgreSQL never is either.',
    usedBy: 'all',
    schemas: [proxiesSchema],
  },
  {
    title: 'This installation',
    page: 'encryption.md',
    introduction: 'Where it keeps things, how it logs, and what it encrypts with.',
    usedBy: 'all',
    schemas: [processSchema, statisticsSchema, encryptionSchema, loggingKeySchema],
    has: (variable) => !isOfTemporal(variable),
  },
  {
    title: 'Gateway',
    page: 'deployment.md',
    introduction: 'The gateway takes webhooks, and serves health, dashboard and codec.',
    usedBy: 'gateway',
    schemas: [gatewaySchema],
  },
  {
    title: 'Metrics',
    page: 'metrics.md',
    introduction: 'For Prometheus; every process has a page of its own.',
    usedBy: 'worker, gateway',
    schemas: [metricsSchema],
  },
  {
    title: 'Traces',
    page: 'tracing.md',
    introduction: "Names and meanings are OpenTelemetry's.",
    usedBy: 'worker, gateway',
    schemas: [tracingSchema],
  },
  {
    title: 'A second detector of personal data',
    page: 'privacy.md',
    introduction: 'Without `PRESIDIO_URL` the others mean nothing.',
    usedBy: 'worker, redact, classify',
    schemas: [presidioSchema],
  },
  {
    title: 'Alerts',
    page: 'alerts.md',
    introduction: 'Any of Slack, PagerDuty and e-mail; `ticket-processor alerts test` tries them.',
    usedBy: 'worker, gateway, alerts, doctor',
    schemas: [alertsSchema],
    has: (variable) => variable !== 'ALLOW_PLAIN_HTTP',
  },
];
