import type { PlatformDescriptor } from '../descriptor.js';
import { LONGEST_TAG } from './marker.js';
import { createRequesterTickets } from './people.js';
import { createFreshdeskPlatform } from './platform.js';
import {
  DOMAIN,
  freshdeskAccount,
  type FreshdeskConfig,
  freshdeskKeys,
  freshdeskRatesSchema,
  freshdeskSchema,
  missingFreshdeskKey,
} from './settings.js';
import { EXPECTED_OF_FRESHDESK, proofOfFreshdesk, readFreshdeskBody } from './webhook.js';

/** Freshdesk, as the rest of the program meets it. */
export const freshdesk: PlatformDescriptor<FreshdeskConfig> = {
  kind: 'freshdesk',
  title: 'Freshdesk',
  page: 'freshdesk.md',
  domain: DOMAIN,
  healthCheck: 'freshdesk_api',
  longestTag: LONGEST_TAG,
  settings: {
    environment: freshdeskSchema,
    rates: freshdeskRatesSchema,
    ofOneAccount: [],
    credentials: null,
    fileKeys: freshdeskKeys,
    missingKey: missingFreshdeskKey,
    accountOf: freshdeskAccount,
  },
  createPlatform: ({ baseUrl, auth }, options) => createFreshdeskPlatform({ ...options, baseUrl, auth }),
  createRequesterTickets: ({ baseUrl, auth }, options) =>
    createRequesterTickets({ ...options, baseUrl, auth }),
  webhook: {
    keyOf: ({ webhookToken }) => webhookToken,
    prove: proofOfFreshdesk,
    read: readFreshdeskBody,
    expectedProof: 'the webhook token of this tenant in X-Webhook-Token',
    expectedBody: EXPECTED_OF_FRESHDESK,
  },
  agentPage: (baseUrl, ticketId) => `${baseUrl}/a/tickets/${encodeURIComponent(ticketId)}`,
  simulatorFlags: [['--lists-per-minute <number>', '0: no limit']],
};
