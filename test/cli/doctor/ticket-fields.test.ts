import { describe, expect, test } from '@jest/globals';
import { startFreshdeskSimulator } from '../../../simulators/freshdesk/server.js';
import { startZendeskSimulator } from '../../../simulators/zendesk/server.js';
import { createFreshdeskPlatform } from '../../../src/platforms/freshdesk/platform.js';
import { createZendeskPlatform } from '../../../src/platforms/zendesk/platform.js';
import type { Finding } from '../../../src/cli/doctor/report.js';
import { ticketFieldsCheck } from '../../../src/cli/doctor/business-rules.js';
import type { TicketPlatform } from '../../../src/ports/platform.js';
import { sim } from '../../support/running-up.js';

const PLATFORMS = {
  zendesk: {
    start: () => startZendeskSimulator({ tickets: 0 }),
    connect: (baseUrl: string): TicketPlatform =>
      createZendeskPlatform({ baseUrl, auth: { email: 'a@tallybird.example', apiToken: 't' } }),
  },
  freshdesk: {
    start: () => startFreshdeskSimulator({ tickets: 0 }),
    connect: (baseUrl: string): TicketPlatform => createFreshdeskPlatform({ baseUrl, auth: { apiKey: 'k' } }),
  },
};

async function looked(kind: keyof typeof PLATFORMS, settings: object | null): Promise<Finding> {
  const { start, connect } = PLATFORMS[kind];
  const { url, close } = await start();
  try {
    if (settings !== null) await sim(url, 'ticket-fields', settings);
    return await ticketFieldsCheck(connect(url)).run();
  } finally {
    await close();
  }
}

describe('help_desk_fields', () => {
  test.each(['zendesk', 'freshdesk'] as const)('%s, a usual account → ok', async (kind) => {
    expect(await looked(kind, null)).toMatchObject({ status: 'ok' });
  });

  test('basic priority → which of ours cannot be set', async () => {
    expect(await looked('zendesk', { basicPriority: true })).toMatchObject({
      status: 'warning',
      items: [expect.stringMatching(/^priority field "Priority" \(\d+\) is basic.* low cannot be set$/)],
      details: { priorities: ['normal', 'high'] },
    });
  });

  test('an inactive priority field → priorities are not set', async () => {
    expect(await looked('zendesk', { priorityActive: false })).toMatchObject({
      status: 'warning',
      items: [expect.stringContaining('is inactive')],
    });
  });

  test('fields that agents have to fill in are named with their IDs', async () => {
    expect(await looked('zendesk', { required: ['Product line'] })).toMatchObject({
      status: 'warning',
      items: [expect.stringMatching(/^field "Product line" \(\d+\) is required for agents to solve/)],
    });
    expect(await looked('freshdesk', { required: ['Product line'] })).toMatchObject({
      status: 'warning',
      items: [
        expect.stringMatching(/^field "Product line" \(cf_required_1\) is required for agents: updates/),
      ],
    });
  });
});
