import { describe, expect, test } from '@jest/globals';
import { createOpenAiModel, type OpenAiModelOptions } from '../../src/models/openai-model.js';
import { MAX_RESPONSE_BYTES } from '../../src/models/transport.js';
import { type CompletionRequest, ModelError } from '../../src/ports/model.js';
import { type Answer, completion, json, withModelServer } from './with-model-server.js';

const TICKET_WORDS = 'the-ticket-says-response_format-and-more';
const KEY = 'sk-test-never-in-a-message';
const REQUEST: CompletionRequest = {
  messages: [
    { role: 'system', content: 'Sort it.' },
    { role: 'user', content: TICKET_WORDS },
  ],
  schema: { name: 'verdict', schema: { type: 'object' } },
  maxOutputTokens: 300,
};

const options = (baseUrl: string, more: Partial<OpenAiModelOptions> = {}): OpenAiModelOptions => ({
  baseUrl,
  apiKey: KEY,
  model: 'small',
  timeoutMs: 5_000,
  priceInputPerMtokUsd: 0.15,
  priceOutputPerMtokUsd: 0.6,
  ...more,
});

async function failure(promise: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

const completing = (baseUrl: string, more: Partial<OpenAiModelOptions> = {}) =>
  createOpenAiModel(options(baseUrl, more)).complete(REQUEST);

describe('what is asked', () => {
  test('schema, temperature 0, token limit and key are sent once', async () => {
    await withModelServer(
      (response) => json(response, completion('{"a":1}')),
      async ({ baseUrl, seen }) => {
        await completing(baseUrl);
        expect(seen).toHaveLength(1);
        expect(seen[0]?.path).toBe('/v1/chat/completions');
        expect(seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
        expect(seen[0]?.body).toEqual({
          model: 'small',
          messages: REQUEST.messages,
          max_tokens: 300,
          temperature: 0,
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'verdict', schema: { type: 'object' }, strict: true },
          },
        });
      },
    );
  });

  test('without a key a private server is asked all the same', async () => {
    await withModelServer(
      (response) => json(response, completion('{}')),
      async ({ baseUrl }) => {
        await expect(completing(baseUrl, { apiKey: undefined })).resolves.toMatchObject({ text: '{}' });
      },
    );
  });
});

describe('what comes back', () => {
  test('text, model, tokens and cost, cached input at half price', async () => {
    const usage = {
      prompt_tokens: 1_000_000,
      completion_tokens: 100_000,
      prompt_tokens_details: { cached_tokens: 400_000 },
    };
    await withModelServer(
      (response) => json(response, completion('{"a":1}', { usage, model: 'small-2026' })),
      async ({ baseUrl }) => {
        const { text, model, usage: counted } = await completing(baseUrl);
        expect({ text, model }).toEqual({ text: '{"a":1}', model: 'small-2026' });
        expect(counted).toMatchObject({
          inputTokens: 1_000_000,
          cachedInputTokens: 400_000,
          outputTokens: 100_000,
        });
        expect(counted.costUsd).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6, 10);
      },
    );
  });

  test.each([
    [
      'a list of text parts is one text',
      completion([
        { type: 'text', text: '{"a"' },
        { type: 'text', text: ':1}' },
      ]),
      '{"a":1}',
    ],
    ['missing usage counts as zero', { choices: [{ message: { content: '{"a":1}' } }] }, '{"a":1}'],
  ])('%s', async (_, body, text) => {
    await withModelServer(
      (response) => json(response, body),
      async ({ baseUrl }) => expect(await completing(baseUrl)).toMatchObject({ text }),
    );
  });

  test('JSON that is labelled as text is understood', async () => {
    await withModelServer(
      (response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(completion('{}'))),
      async ({ baseUrl }) => expect(await completing(baseUrl)).toMatchObject({ text: '{}' }),
    );
  });

  test('a model name that is a file path is shortened, one that is free text, a link or an address is dropped', async () => {
    const free = ['call +1 555 0100 <b>now</b>', 'https://evil.example/x', 'boss@evil.example'];
    const names = ['/srv/models/qwen2.5.gguf', 'meta-llama/Llama-3.1-8B', ...free];
    await withModelServer(
      (response, _, index) => json(response, completion('{}', { model: names[index] ?? '' })),
      async ({ baseUrl }) => {
        expect((await completing(baseUrl)).model).toBe('qwen2.5.gguf');
        expect((await completing(baseUrl)).model).toBe('meta-llama/Llama-3.1-8B');
        for (let left = free.length; left > 0; left -= 1)
          expect((await completing(baseUrl)).model).toBe('small');
      },
    );
  });
});

describe('finding out how to ask', () => {
  const refuses =
    (field: string): Answer =>
    (response, { body }) => {
      const format = (body.response_format as { type: string } | undefined)?.type;
      if (format === field || (field === 'any' && format !== undefined)) {
        json(
          response,
          { error: { message: `response_format type ${format} is not supported`, param: 'response_format' } },
          400,
        );
      } else json(response, completion('{}'));
    };

  test('a server without JSON schema is asked in JSON mode, with the schema in words, and this is remembered', async () => {
    await withModelServer(refuses('json_schema'), async ({ baseUrl, seen }) => {
      const model = createOpenAiModel(options(baseUrl));
      await model.complete(REQUEST);
      await model.complete(REQUEST);
      expect(seen.map(({ body }) => (body.response_format as { type: string } | undefined)?.type)).toEqual([
        'json_schema',
        'json_object',
        'json_object',
      ]);
      expect(JSON.stringify(seen[1]?.body.messages)).toContain('JSON schema: {');
    });
  });

  test('a server that takes the schema and does not hold it is sent it both ways when that is asked for', async () => {
    await withModelServer(refuses('none'), async ({ baseUrl, seen }) => {
      const model = createOpenAiModel(options(baseUrl));
      await model.complete(REQUEST);
      await model.complete({ ...REQUEST, statesSchema: true });
      expect(seen.map(({ body }) => JSON.stringify(body.messages).includes('JSON schema: {'))).toEqual([
        false,
        true,
      ]);
      for (const { body } of seen) expect(body.response_format).toMatchObject({ type: 'json_schema' });
    });
  });

  test('a server that knows no response format is asked in plain text', async () => {
    await withModelServer(refuses('any'), async ({ baseUrl, seen }) => {
      const model = createOpenAiModel(options(baseUrl));
      await model.complete(REQUEST);
      await model.complete(REQUEST);
      expect(seen.map(({ body }) => 'response_format' in body)).toEqual([true, true, false, false]);
    });
  });

  test.each([
    [
      'max_tokens',
      {
        message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        param: 'max_tokens',
      },
      { max_completion_tokens: 300 },
    ],
    [
      'temperature',
      { message: "'temperature' does not support 0 with this model", param: 'temperature' },
      { max_tokens: 300 },
    ],
  ])('a model that refuses %s is asked without it', async (field, error, expected) => {
    await withModelServer(
      (response, { body }) =>
        field in body ? json(response, { error }, 400) : json(response, completion('{}')),
      async ({ baseUrl, seen }) => {
        await completing(baseUrl);
        expect(seen).toHaveLength(2);
        expect(seen[1]?.body).not.toHaveProperty(field);
        expect(seen[1]?.body).toMatchObject(expected);
      },
    );
  });

  test('a chat template without system role gets everything in one user message', async () => {
    await withModelServer(
      (response, { body }) =>
        JSON.stringify(body.messages).includes('"system"')
          ? json(response, { error: { message: 'System role not supported' } }, 500)
          : json(response, completion('{}')),
      async ({ baseUrl, seen }) => {
        await completing(baseUrl);
        expect(seen[1]?.body.messages).toEqual([{ role: 'user', content: `Sort it.\n\n${TICKET_WORDS}` }]);
      },
    );
  });

  test('a refusal that only repeats the ticket is not remembered', async () => {
    await withModelServer(
      (response, _, index) =>
        index < 3
          ? json(response, { error: { message: `too long: ${TICKET_WORDS}` } }, 400)
          : json(response, completion('{}')),
      async ({ baseUrl, seen }) => {
        const model = createOpenAiModel(options(baseUrl));
        expect((await failure(model.complete(REQUEST))).kind).toBe('invalidRequest');
        await model.complete(REQUEST);
        expect(seen.at(-1)?.body).toHaveProperty('response_format.type', 'json_schema');
      },
    );
  });
});

describe('failures', () => {
  const echo = { error: { message: `about: ${TICKET_WORDS} with ${KEY}`, code: 'some_code' } };

  test.each<[string, number, Record<string, string>, object]>([
    [
      '429 with Retry-After → rate limited, with the wait',
      429,
      { 'retry-after': '7' },
      { kind: 'rateLimited', status: 429, retryAfterMs: 7_000 },
    ],
    [
      '429 without it → rate limited, no wait said',
      429,
      {},
      { kind: 'rateLimited', retryAfterMs: undefined },
    ],
    ['500 → unavailable', 500, {}, { kind: 'unavailable', status: 500 }],
    ['503 → unavailable', 503, {}, { kind: 'unavailable', status: 503 }],
    ['401 → unauthorized', 401, {}, { kind: 'unauthorized', status: 401 }],
    ['403 → unauthorized', 403, {}, { kind: 'unauthorized', status: 403 }],
    ['404 → invalid request', 404, {}, { kind: 'invalidRequest', status: 404 }],
    ['408 → timeout', 408, {}, { kind: 'timeout' }],
    ['413 → invalid request', 413, {}, { kind: 'invalidRequest' }],
  ])('%s, and the message repeats nothing', async (_, status, headers, expected) => {
    await withModelServer(
      (response) => json(response, echo, status, headers),
      async ({ baseUrl, seen }) => {
        const error = await failure(completing(baseUrl));
        expect(error).toMatchObject(expected);
        const everything = `${error.message} ${error.stack ?? ''} ${String(error.cause)}`;
        expect(everything).not.toContain(TICKET_WORDS);
        expect(everything).not.toContain(KEY);
        expect(seen.length).toBeLessThanOrEqual(status === 404 ? 3 : 1);
      },
    );
  });

  test.each<[string, unknown, string]>([
    ['a refusal → refusal', completion(null, { refusal: 'I will not.' }), 'refusal'],
    ['a filtered answer → refusal', completion('', { finish_reason: 'content_filter' }), 'refusal'],
    [
      'finish reason length → truncated',
      completion('{"summary":"cut o', { finish_reason: 'length' }),
      'truncated',
    ],
    ['no choices → empty', { ...completion(''), choices: [] }, 'empty'],
    ['null content → empty', completion(null), 'empty'],
    ['blank content → empty', completion(' \n'), 'empty'],
    ['an error inside a 200 → its own kind', { error: { code: 429, message: 'slow down' } }, 'rateLimited'],
    ['JSON that is no completion → empty', { hello: 'world' }, 'empty'],
    ['a JSON list → unavailable', [1, 2], 'unavailable'],
  ])('%s', async (_, body, kind) => {
    await withModelServer(
      (response) => json(response, body),
      async ({ baseUrl }) => expect((await failure(completing(baseUrl))).kind).toBe(kind),
    );
  });

  test('tokens of a cut-off answer are counted: they were paid for', async () => {
    await withModelServer(
      (response) => json(response, completion('{', { finish_reason: 'length' })),
      async ({ baseUrl }) =>
        expect((await failure(completing(baseUrl))).usage).toMatchObject({
          inputTokens: 100,
          outputTokens: 20,
        }),
    );
  });

  test.each<[string, Answer, string]>([
    [
      'a web page instead of JSON → unavailable',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Down</html>'),
      'unavailable',
    ],
    [
      'broken JSON → unavailable',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":['),
      'unavailable',
    ],
    [
      'an empty answer → unavailable',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(),
      'unavailable',
    ],
    ['no content → unavailable', (response) => response.writeHead(204).end(), 'unavailable'],
    [
      'an event stream → invalid request',
      (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {}\n\n'),
      'invalidRequest',
    ],
    ['a reset connection → unavailable', (response) => response.destroy(), 'unavailable'],
    [
      'an answer without end → unusable',
      (response) => response.writeHead(200).write('x'.repeat(2 * MAX_RESPONSE_BYTES)),
      'unusable',
    ],
  ])('%s', async (_, answer, kind) => {
    await withModelServer(answer, async ({ baseUrl }) =>
      expect((await failure(completing(baseUrl))).kind).toBe(kind),
    );
  });

  test.each<[string, Answer]>([
    ['a server that never answers', () => undefined],
    [
      'a server that stops in the middle of its answer',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices"'),
    ],
  ])('%s → timeout', async (_, answer) => {
    await withModelServer(answer, async ({ baseUrl }) => {
      const error = await failure(completing(baseUrl, { timeoutMs: 150 }));
      expect(error.kind).toBe('timeout');
      expect(error.message).toContain('150 ms');
    });
  });

  test('nobody listens → unavailable, with the code', async () => {
    const error = await failure(completing('http://127.0.0.1:1/v1'));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('ECONNREFUSED');
  });
});

test('cancelling closes the connection and gives the reason as it is', async () => {
  const reason = new Error('the worker shuts down');
  const controller = new AbortController();
  let closed: () => void = () => undefined;
  const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
  await withModelServer(
    (response) => {
      response.on('close', () => closed());
      controller.abort(reason);
    },
    async ({ baseUrl }) => {
      const call = createOpenAiModel(options(baseUrl, { timeoutMs: 60_000 })).complete(
        REQUEST,
        controller.signal,
      );
      await expect(call).rejects.toBe(reason);
      await connectionClosed;
    },
  );
});

describe('where requests may go', () => {
  test('a redirect is not followed', async () => {
    await withModelServer(
      (response) => json(response, completion('{}')),
      async (target) => {
        await withModelServer(
          (response) => response.writeHead(307, { location: `${target.baseUrl}/chat/completions` }).end(),
          async ({ baseUrl }) => expect((await failure(completing(baseUrl))).kind).toBe('invalidRequest'),
        );
        expect(target.seen).toHaveLength(0);
      },
    );
  });

  test('proxy variables in the environment do not reach the request', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    const before = names.map((name) => process.env[name]);
    await withModelServer(
      (response) => json(response, completion('{}')),
      async ({ baseUrl, seen }) => {
        names.forEach(
          (name) => (process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : 'http://127.0.0.1:1'),
        );
        try {
          await completing(baseUrl);
        } finally {
          names.forEach((name, index) => {
            if (before[index] === undefined) delete process.env[name];
            else process.env[name] = before[index];
          });
        }
        expect(seen).toHaveLength(1);
      },
    );
  });

  test('a base URL off the list of private hosts is refused at once', () => {
    expect(() =>
      createOpenAiModel(options('https://api.openai.com/v1', { privateHosts: ['model.internal'] })),
    ).toThrow(ModelError);
  });

  test('the default address is off a list of private hosts as well', () => {
    expect(() =>
      createOpenAiModel(options('', { baseUrl: undefined, privateHosts: ['model.internal'] })),
    ).toThrow(/private/);
  });
});

describe('token probabilities', () => {
  const PROBABLE: CompletionRequest = { ...REQUEST, tokenProbabilities: true };
  const withLogprobs = {
    ...completion('{}'),
    choices: [
      {
        finish_reason: 'stop',
        message: { content: '{}' },
        logprobs: {
          content: [
            {
              token: '{}',
              logprob: -0.1,
              top_logprobs: [
                { token: '{}', logprob: -0.1 },
                { token: '[', logprob: null },
              ],
            },
          ],
        },
      },
    ],
  };

  test('are asked for only when they are wanted, with five alternatives, and come as they are', async () => {
    await withModelServer(
      (response) => json(response, withLogprobs),
      async ({ baseUrl, seen }) => {
        const model = createOpenAiModel(options(baseUrl));
        await model.complete(REQUEST);
        expect(seen[0]?.body).not.toHaveProperty('logprobs');
        const { tokens } = await model.complete(PROBABLE);
        expect(seen[1]?.body).toMatchObject({ logprobs: true, top_logprobs: 5 });
        expect(tokens).toEqual([
          {
            text: '{}',
            logprob: -0.1,
            alternatives: [
              { text: '{}', logprob: -0.1 },
              { text: '[', logprob: Number.NEGATIVE_INFINITY },
            ],
          },
        ]);
      },
    );
  });

  test.each([
    [400, "Unsupported parameter: 'logprobs' is not supported with this model."],
    [403, 'You are not allowed to request logprobs from this model.'],
  ])(
    'a refusal with %i → asked without, and remembered; the rest of the dialect stays',
    async (status, message) => {
      await withModelServer(
        (response, { body }) =>
          'logprobs' in body
            ? json(response, { error: { message } }, status)
            : json(response, completion('{}')),
        async ({ baseUrl, seen }) => {
          const model = createOpenAiModel(options(baseUrl));
          expect(await model.complete(PROBABLE)).not.toHaveProperty('tokens');
          await model.complete(PROBABLE);
          expect(seen.map(({ body }) => 'logprobs' in body)).toEqual([true, false, false]);
          expect(seen[2]?.body).toMatchObject({ temperature: 0, response_format: { type: 'json_schema' } });
        },
      );
    },
  );

  test('403 about anything else is about the key', async () => {
    await withModelServer(
      (response) => json(response, { error: { message: 'no access' } }, 403),
      async ({ baseUrl, seen }) => {
        const error = await failure(createOpenAiModel(options(baseUrl)).complete(PROBABLE));
        expect(error.kind).toBe('unauthorized');
        expect(seen).toHaveLength(1);
      },
    );
  });

  test.each([['null'], ['{"content":[{"token":7}]}'], ['{"content":[]}'], ['{"tokens":["a"]}']])(
    'logprobs %s → an answer without them',
    async (logprobs) => {
      const [choice] = withLogprobs.choices;
      const body = { ...withLogprobs, choices: [{ ...choice, logprobs: JSON.parse(logprobs) as unknown }] };
      await withModelServer(
        (response) => json(response, body),
        async ({ baseUrl }) =>
          expect(await createOpenAiModel(options(baseUrl)).complete(PROBABLE)).not.toHaveProperty('tokens'),
      );
    },
  );
});
