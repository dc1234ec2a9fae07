import type { PlatformDescriptor } from '../descriptor.js';
import { createRequesterTickets } from './people.js';
import { createZendeskPlatform } from './platform.js';
import {
  DOMAIN,
  missingZendeskKey,
  zendeskAccount,
  type ZendeskConfig,
  zendeskKeys,
  zendeskRatesSchema,
  zendeskSchema,
} from './settings.js';
import { EXPECTED_OF_ZENDESK, proofOfZendesk, readZendeskBody } from './webhook.js';

/** Zendesk, as the rest of the program meets it. */
export const zendesk: PlatformDescriptor<ZendeskConfig> = {
  kind: 'zendesk',
  title: 'Zendesk',
  page: null,
  domain: DOMAIN,
  healthCheck: 'zendesk_api',
  // The vendor's own limit is far beyond what a prefix and a name may have.
  longestTag: Infinity,
  settings: {
    environment: zendeskSchema,
    rates: zendeskRatesSchema,
    ofOneAccount: ['ZENDESK_EMAIL'],
    credentials: 'Credentials of Zendesk are an e-mail address with an API token, or an OAuth token',
    fileKeys: zendeskKeys,
    missingKey: missingZendeskKey,
    accountOf: zendeskAccount,
  },
  createPlatform: ({ baseUrl, auth }, options) => createZendeskPlatform({ ...options, baseUrl, auth }),
  createRequesterTickets: ({ baseUrl, auth }, options) =>
    createRequesterTickets({ ...options, baseUrl, auth }),
  webhook: {
    keyOf: ({ webhookSecret }) => webhookSecret,
    prove: proofOfZendesk,
    read: readZendeskBody,
    expectedProof:
      'X-Zendesk-Webhook-Signature of this body by the webhook of this tenant, not older than 5 minutes',
    expectedBody: EXPECTED_OF_ZENDESK,
  },
  agentPage: (baseUrl, ticketId) => `${baseUrl}/agent/tickets/${encodeURIComponent(ticketId)}`,
  simulatorFlags: [
    ['--updates-per-ticket <number>', 'in ten minutes, by one user'],
    ['--exports-per-minute <number>', '0: no limit'],
    ['--export-delay-ms <number>', 'how long a change stays out of the export'],
    ['--job-delay-ms <number>', 'how long a background job takes'],
  ],
};
