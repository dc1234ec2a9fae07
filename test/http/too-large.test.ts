import { describe, expect, test } from '@jest/globals';
import { createPagerDutyNotifier } from '../../src/alerts/channels/pagerduty.js';
import { createSlackNotifier } from '../../src/alerts/channels/slack.js';
import { createPresidioDetector } from '../../src/models/presidio.js';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { ModelError, PiiDetectorError } from '../../src/ports/model.js';
import { NotifierError } from '../../src/ports/notifier.js';
import type { TicketPlatform } from '../../src/ports/platform.js';
import { drip, TOO_LARGE, type Hostile } from '../support/hostile-answers.js';
import * as freshdesk from '../platforms/freshdesk/fake-account.js';
import { withModelServer } from '../models/with-model-server.js';
import { message } from '../alerts/channels/messages.js';
import { startAnalyzer } from '../models/analyzer-server.js';
import * as zendesk from '../platforms/zendesk/fake-account.js';

const WRITE = {
  tags: ['ai_processed'],
  note: 'AI triage',
  record: {
    ...{ workflowId: 'w', verdictId: 'v', contentHash: 'c', tags: ['ai_processed'] },
    ...{ priority: null, declinedTags: [] },
  },
  expectedUpdatedAt: '2026-09-18T15:57:42Z',
};

/** Everything that is asked of a help desk about one ticket. */
const CALLS: Record<string, (platform: TicketPlatform) => Promise<unknown>> = {
  readTicket: (platform) => platform.readTicket('42'),
  readConversation: (platform) => platform.readConversation('42', { part: 'start', peopleIds: [] }),
  readHistory: (platform) => platform.readHistory('42', null),
};

const DESKS = { zendesk, freshdesk } as const;
describe.each(Object.entries(DESKS))('%s', (name, { withAccount, platformErrorOf }) => {
  /** The same answer to whatever is asked. */
  const always = (answer: Hostile) =>
    Array.from({ length: 8 }, () => (_: unknown, response: Parameters<Hostile>[0]) => answer(response));

  test.each(TOO_LARGE)('%s: every read ends as too large', async (_name, answer) => {
    for (const call of Object.values(CALLS)) {
      await withAccount(always(answer), async ({ platform }) => {
        const error = await platformErrorOf(call(platform()));
        expect(error).toMatchObject({ kind: 'tooLarge', message: expect.stringMatching(/larger than/) });
      });
    }
  });

  test('a byte now and then: unavailable once the time of the whole request is over', async () => {
    for (const call of Object.values(CALLS)) {
      await withAccount(always(drip), async ({ platform }) => {
        const error = await platformErrorOf(call(platform({ requestTimeoutMs: 300 })));
        expect(error.kind).toBe('unavailable');
      });
    }
  });

  test('a write that is answered with too much: looked up before it is repeated', async () => {
    await withAccount(always(TOO_LARGE[0]![1]), async ({ platform }) => {
      const error = await platformErrorOf(platform().write('42', WRITE));
      // Freshdesk's begins with reading what is there.
      expect(error.kind).toBe(name === 'zendesk' ? 'uncertain' : 'tooLarge');
    });
  });

  test('a page of the listing that is too large is asked for with fewer tickets', async () => {
    const bomb = TOO_LARGE[0]![1];
    const page = name === 'zendesk' ? { tickets: [], after_cursor: 'next' } : [];
    const answers = [...always(bomb).slice(0, 2), { body: page }, { body: page }];
    await withAccount(answers, async ({ platform, requests }) => {
      const account = platform();
      const { cursor } = await account.listChanges({ startTime: '2026-09-18T15:00:00Z' });
      await account.listChanges({ cursor });
      const sizes = requests.map(({ query }) => query.per_page);
      expect(sizes).toEqual(name === 'zendesk' ? ['500', '50', '5', '50'] : ['100', '10', '1', '100']);
    });
  });

  test('a single listed ticket that is too large fails as such', async () => {
    await withAccount(always(TOO_LARGE[0]![1]), async ({ platform }) => {
      const listing = platform().listChanges({ startTime: '2026-09-18T15:00:00Z' });
      expect((await platformErrorOf(listing)).kind).toBe('tooLarge');
    });
  });
});

describe('the model', () => {
  const failureOf = async (answer: Hostile, timeoutMs: number): Promise<unknown> => {
    let failure: unknown;
    await withModelServer(
      (response) => answer(response),
      async ({ baseUrl }) => {
        const prices = { priceInputPerMtokUsd: 0.15, priceOutputPerMtokUsd: 0.6 };
        const model = createOpenAiModel({ baseUrl, model: 'small', timeoutMs, ...prices });
        const request = { messages: [], schema: { name: 'x', schema: {} }, maxOutputTokens: 10 };
        failure = await model.complete(request).catch((error: unknown) => error);
      },
    );
    return failure;
  };

  test.each(TOO_LARGE)('%s is no answer to the question', async (_name, answer) => {
    const failure = await failureOf(answer, 20_000);
    expect(failure).toBeInstanceOf(ModelError);
    expect(failure).toMatchObject({ kind: 'unusable', message: expect.stringMatching(/larger than/) });
  });

  test('a byte now and then is a time-out', async () => {
    expect(await failureOf(drip, 300)).toMatchObject({ kind: 'timeout' });
  });
});

describe('Presidio', () => {
  const failureOf = async (answer: Hostile, timeoutMs: number): Promise<unknown> => {
    const server = await startAnalyzer((_request, response) => answer(response));
    const options = { baseUrl: server.url, language: 'en', timeoutMs, leastScore: 0.5 };
    const failure: unknown = await createPresidioDetector(options)
      .detect('Ann Bell')
      .catch((error: unknown) => error);
    await server.close();
    return failure;
  };

  test.each(TOO_LARGE)('%s', async (_name, answer) => {
    const failure = await failureOf(answer, 20_000);
    expect(failure).toBeInstanceOf(PiiDetectorError);
    expect(failure).toMatchObject({ kind: 'tooLarge' });
  });

  test('a byte now and then is no answer in time', async () => {
    expect(await failureOf(drip, 300)).toMatchObject({ kind: 'unavailable' });
  });
});

describe.each(['Slack', 'PagerDuty'])('%s', (vendor) => {
  const failureOf = async (answer: Hostile, timeoutMs: number): Promise<unknown> => {
    let failure: unknown;
    await withModelServer(
      (response) => answer(response),
      async ({ baseUrl }) => {
        const notifier =
          vendor === 'Slack'
            ? createSlackNotifier({ url: baseUrl, timeoutMs })
            : createPagerDutyNotifier({ url: baseUrl, timeoutMs, routingKey: 'k'.repeat(32) });
        failure = await notifier.tell(message()).catch((error: unknown) => error);
      },
    );
    return failure;
  };

  test.each(TOO_LARGE)('%s', async (_name, answer) => {
    const failure = await failureOf(answer, 20_000);
    expect(failure).toBeInstanceOf(NotifierError);
    expect(failure).toMatchObject({ kind: 'uncertain' });
  });

  test('a byte now and then is no answer in time', async () => {
    expect(await failureOf(drip, 300)).toMatchObject({ kind: 'uncertain' });
  });
});
