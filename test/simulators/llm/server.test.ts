/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import type { LlmSimulatorOptions } from '../../../simulators/llm/options.js';
import { startLlmSimulator } from '../../../simulators/llm/server.js';
import { send, type Answer } from '../json-client.js';

interface RunningModel {
  url: string;
  chat(text: string, more?: Record<string, unknown>): Promise<Answer>;
  faults(body: unknown): Promise<Answer>;
  ledger(): Promise<Answer['body']>;
}

const SCHEMA = {
  type: 'object',
  properties: {
    summary: { type: 'string', maxLength: 300 },
    root_cause: { type: 'string', enum: ['bug', 'feature', 'refund', 'other'] },
    urgency: { type: 'string', enum: ['high', 'medium', 'low'] },
    sentiment: { type: 'string', enum: ['positive', 'neutral', 'negative'] },
  },
};
const JSON_SCHEMA = {
  response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: SCHEMA } },
};

function withModel(
  options: LlmSimulatorOptions,
  run: (model: RunningModel) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const { url, close } = await startLlmSimulator(options);
    const chat = (text: string, more: Record<string, unknown> = {}) => {
      const messages = [
        { role: 'system', content: 'You sort tickets: bug, refund, crash, urgent.' },
        { role: 'user', content: text },
      ];
      return send(`${url}/v1/chat/completions`, {
        method: 'POST',
        body: { model: 'gpt-4o-mini', messages, ...more },
      });
    };
    try {
      await run({
        url,
        chat,
        faults: (body) => send(`${url}/_sim/faults`, { method: 'POST', body }),
        ledger: async () => (await send(`${url}/_sim/ledger`)).body,
      });
    } finally {
      await close();
    }
  };
}

function verdictIn({ body }: Answer): Record<string, string> {
  return JSON.parse(body.choices[0].message.content as string) as Record<string, string>;
}

describe('model simulator', () => {
  test.each([
    [
      'The app crashes with an error, this is urgent!',
      { root_cause: 'bug', urgency: 'high', sentiment: 'neutral' },
    ],
    ['I was charged twice, please refund me.', { root_cause: 'refund' }],
    [
      'Would love a dark mode, no rush. Great product!',
      { root_cause: 'feature', urgency: 'low', sentiment: 'positive' },
    ],
    ['Das ist inakzeptabel! Die App funktioniert nicht.', { root_cause: 'bug', sentiment: 'negative' }],
    ['What are your opening hours?', { root_cause: 'other', urgency: 'low', sentiment: 'neutral' }],
  ])('%s → %j', async (text, expected) => {
    await withModel({}, async ({ chat }) => {
      const [first, second] = [await chat(text, JSON_SCHEMA), await chat(text)];
      expect(verdictIn(first)).toMatchObject(expected);
      expect(verdictIn(second)).toEqual(verdictIn(first));
    })();
  });

  test(
    'the summary never repeats the text',
    withModel({}, async ({ chat }) => {
      const { summary } = verdictIn(
        await chat('Zanzibarian quokkas broke my invoice, write to quokka@example.com'),
      );
      expect(summary).not.toMatch(/quokka|zanzibar|example/i);
      expect(summary?.length).toBeGreaterThan(10);
    }),
  );

  test(
    'labels follow the enums of the schema, further properties are filled in',
    withModel({}, async ({ chat }) => {
      const schema = {
        properties: {
          urgency: { enum: ['P1', 'P2'] },
          count: { type: 'number' },
          tags: { type: 'array' },
        },
      };
      const format = { type: 'json_schema', json_schema: { name: 'x', schema } };
      expect(verdictIn(await chat('hello', { response_format: format }))).toEqual({
        urgency: 'P2',
        count: 1,
        tags: [],
      });
    }),
  );

  test(
    'usage adds up, and a long beginning that was sent before is cached',
    withModel({}, async ({ url, ledger }) => {
      const messages = [
        { role: 'system', content: 'x'.repeat(8000) },
        { role: 'user', content: 'hello' },
      ];
      const ask = () => send(`${url}/chat/completions`, { method: 'POST', body: { model: 'm', messages } });
      const [first, second] = [(await ask()).body.usage, (await ask()).body.usage];
      expect(first.prompt_tokens).toBe(2002);
      expect(first.total_tokens).toBe(first.prompt_tokens + first.completion_tokens);
      expect([first.prompt_tokens_details.cached_tokens, second.prompt_tokens_details.cached_tokens]).toEqual(
        [0, 1920],
      );
      expect((await ledger()).tokens).toEqual({
        prompt: 4004,
        completion: 2 * first.completion_tokens,
        cached: 1920,
      });
    }),
  );

  test(
    'the model list says it is a simulator, with and without /v1',
    withModel({}, async ({ url }) => {
      for (const path of ['/v1/models', '/models']) {
        expect((await send(url + path)).body.data[0]).toMatchObject({
          object: 'model',
          owned_by: 'simulator',
        });
      }
    }),
  );

  test(
    'the last prompts can be read, the oldest are forgotten',
    withModel({ keepPrompts: 2 }, async ({ url, chat }) => {
      for (const text of ['one', 'two', 'three']) await chat(text);
      const { prompts } = (await send(`${url}/_sim/prompts`)).body;
      expect(prompts.map((messages: { content: string }[]) => messages[1]?.content)).toEqual([
        'two',
        'three',
      ]);
    }),
  );

  test.each([
    ['refusal', { message: { content: null, refusal: expect.any(String) }, finish_reason: 'stop' }],
    ['nullContent', { message: { content: null, refusal: null } }],
    ['truncated', { finish_reason: 'length' }],
    ['prose', { message: { content: expect.stringMatching(/^Sure[^]*```json[^]*```/) } }],
    ['wrongEnum', { message: { content: expect.stringContaining('"urgency":"critical"') } }],
    ['wrongCase', { message: { content: expect.stringContaining('"root_cause":"BUG"') } }],
  ])('%s is a completion that cannot be used as it stands', async (fault, choice) => {
    await withModel({ faults: { [fault]: 1 } }, async ({ chat, ledger }) => {
      const { status, body } = await chat('crash', JSON_SCHEMA);
      expect(status).toBe(200);
      expect(body.choices[0]).toMatchObject(choice);
      expect((await ledger()).faults).toEqual({ [fault]: 1 });
    })();
  });

  test.each(['badJson', 'truncated'])('%s does not parse', async (fault) => {
    await withModel({ faults: { [fault]: 1 } }, async ({ chat }) => {
      const answer = await chat('crash');
      expect(() => verdictIn(answer)).toThrow();
    })();
  });

  test(
    'empty has no choices',
    withModel({ faults: { empty: 1 } }, async ({ chat }) => {
      expect((await chat('x')).body.choices).toEqual([]);
    }),
  );

  test.each([
    ['error5xx', 500, null],
    ['error429', 429, '2'],
    ['error429WithoutRetryAfter', 429, null],
    ['html', 502, null],
  ])('%s answers %i', async (fault, status, retryAfter) => {
    await withModel({ faults: { [fault]: 1 } }, async ({ chat, ledger }) => {
      const answer = await chat('x');
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
      expect(typeof answer.body).toBe(fault === 'html' ? 'string' : 'object');
      expect((await ledger()).byStatus).toEqual({ [status]: 1 });
    })();
  });

  test(
    'reset breaks the connection off',
    withModel({ faults: { reset: 1 } }, async ({ chat }) => {
      await expect(chat('x')).rejects.toThrow();
    }),
  );

  test(
    'timeout never answers, and does not keep the server from closing',
    withModel({ faults: { timeout: 1 } }, async ({ url, ledger }) => {
      const giveUp = new AbortController();
      const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x' }] });
      const headers = { 'content-type': 'application/json' };
      const asked = fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        body,
        headers,
        signal: giveUp.signal,
      });
      while ((await ledger()).faults.timeout !== 1);
      giveUp.abort();
      await expect(asked).rejects.toThrow('aborted');
    }),
  );

  test(
    'noJsonSchema refuses a schema with 400 and takes JSON mode',
    withModel({ faults: { noJsonSchema: true } }, async ({ chat }) => {
      expect((await chat('x', JSON_SCHEMA)).status).toBe(400);
      expect((await chat('x', { response_format: { type: 'json_object' } })).status).toBe(200);
    }),
  );

  test(
    'refused keys, schemas and requests beyond a limit of the faults are counted as faults',
    withModel({}, async ({ chat, faults, ledger }) => {
      await chat('x');
      await faults({ unauthorized: true });
      await chat('x');
      await faults({ noJsonSchema: true });
      await chat('x', JSON_SCHEMA);
      await faults({ requestsPerMinute: 1 });
      await chat('x');
      expect((await ledger()).faults).toEqual({ unauthorized: 1, noJsonSchema: 1, rateLimited: 1 });
    }),
  );

  test(
    'more requests than requestsPerMinute → 429 with Retry-After',
    withModel({ requestsPerMinute: 1 }, async ({ chat, ledger }) => {
      await chat('x');
      const refused = await chat('x');
      expect([refused.status, refused.body.error.code]).toEqual([429, 'rate_limit_exceeded']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await ledger()).status429).toBe(1);
    }),
  );

  test(
    'a seed gives the same faults again, and {} clears them',
    withModel({}, async ({ chat, faults }) => {
      const statuses = async () => {
        await faults({ error5xx: 0.5 });
        const seen: number[] = [];
        for (let ask = 0; ask < 20; ask += 1) seen.push((await chat('x')).status);
        return seen;
      };
      const first = await statuses();
      expect(await statuses()).toEqual(first);
      expect(new Set(first)).toEqual(new Set([200, 500]));
      await faults({});
      for (let ask = 0; ask < 5; ask += 1) expect((await chat('x')).status).toBe(200);
    }),
  );

  test(
    'a body that is no chat request, and a fault that does not exist → 400 in the vendor’s shape',
    withModel({}, async ({ url, faults }) => {
      const answer = await send(`${url}/v1/chat/completions`, { method: 'POST', body: { model: 'm' } });
      expect([answer.status, answer.body.error.type]).toEqual([400, 'invalid_request_error']);
      expect(answer.body.error.message).toContain('messages');
      expect((await faults({ rain: 1 })).body.error.message).toContain('rain');
    }),
  );
});

describe('token probabilities and categories', () => {
  const wanted = { ...JSON_SCHEMA, logprobs: true, top_logprobs: 5 };

  test(
    'tokens join to the answer, and labels have the certainty asked for',
    withModel({ faults: { certainty: 0.7 } }, async ({ chat }) => {
      const { body } = await chat('It crashes', wanted);
      const [choice] = body.choices;
      const tokens = choice.logprobs.content as { token: string; logprob: number; top_logprobs: unknown[] }[];
      expect(tokens.map(({ token }) => token).join('')).toBe(choice.message.content);
      const bug = tokens.find(({ token }) => token === 'bug');
      expect(Math.exp(bug?.logprob ?? 0)).toBeCloseTo(0.7);
      expect(bug?.top_logprobs).toHaveLength(4);
    }),
  );

  test(
    'are not told unless asked for, and can be refused',
    withModel({}, async ({ chat, faults, ledger }) => {
      expect((await chat('It crashes', JSON_SCHEMA)).body.choices[0].logprobs).toBeNull();
      await faults({ noLogprobs: true });
      const refused = await chat('It crashes', wanted);
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toContain('logprobs');
      expect((await chat('It crashes', JSON_SCHEMA)).status).toBe(200);
      expect((await ledger()).faults).toEqual({ noLogprobs: 1 });
    }),
  );

  test(
    'a category that the text names is chosen, else the last of the list',
    withModel({}, async ({ chat }) => {
      const properties = {
        ...SCHEMA.properties,
        category: { type: 'string', enum: ['late_delivery', 'login', 'none'] },
        confidence: { type: 'integer' },
      };
      const schema = { type: 'json_schema', json_schema: { name: 'v', schema: { ...SCHEMA, properties } } };
      const category = async (text: string) => verdictIn(await chat(text, { response_format: schema }));
      expect(await category('My delivery is late')).toMatchObject({
        category: 'late_delivery',
        confidence: 97,
      });
      expect(await category('Hello')).toMatchObject({ category: 'none' });
    }),
  );
});
