import { describe, expect, test } from '@jest/globals';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { parseVerdict } from '../../src/domain/parse-verdict.js';
import { VERDICT_JSON_SCHEMA } from '../../src/domain/prompt/triage-4.js';
import { ModelError, type CompletionRequest } from '../../src/ports/model.js';
import { completion, json, withModelServer, type Answer } from './with-model-server.js';

const REQUEST: CompletionRequest = {
  messages: [{ role: 'user', content: 'Sort it.' }],
  schema: VERDICT_JSON_SCHEMA,
  maxOutputTokens: 300,
};
const modelAt = (baseUrl: string, timeoutMs = 5_000) =>
  createOpenAiModel({
    ...{ baseUrl, model: 'small', timeoutMs },
    ...{ priceInputPerMtokUsd: 0.15, priceOutputPerMtokUsd: 0.6 },
  });

const VERDICT = { summary: 'Export fails', root_cause: 'bug', urgency: 'high', sentiment: 'negative' };
const TEXT = JSON.stringify(VERDICT);

/** What is made of an answer that came over HTTP. */
async function read(content: unknown) {
  let parsed;
  await withModelServer(
    (response) => json(response, completion(content)),
    async ({ baseUrl }) => {
      parsed = parseVerdict((await modelAt(baseUrl).complete(REQUEST)).text);
    },
  );
  return parsed;
}

async function failureOf(answer: Answer, timeoutMs?: number) {
  let failure: unknown;
  let requests = 0;
  await withModelServer(answer, async ({ baseUrl, seen }) => {
    failure = await modelAt(baseUrl, timeoutMs)
      .complete(REQUEST)
      .catch((error: unknown) => error);
    requests = seen.length;
  });
  expect(failure).toBeInstanceOf(ModelError);
  const { kind, message } = failure as ModelError;
  return { kind, message, requests };
}

describe('answers that are mended without guessing', () => {
  test.each<[string, unknown]>([
    ['prose around the JSON', `Sure! Here it is:\n${TEXT}\nAnything else?`],
    ['a code fence', `\`\`\`json\n${TEXT}\n\`\`\``],
    ['thoughts before it', `<think>refund? {"root_cause":"refund"} No.</think>${TEXT}`],
    ['labels in another case, with spaces', TEXT.replace('"bug"', '" BUG "').replace('"high"', '"High"')],
    ['further fields', JSON.stringify({ ...VERDICT, reasoning: 'because' })],
    ['a byte order mark', `\uFEFF${TEXT}`],
    ['a list of parts', [{ type: 'text', text: TEXT }]],
  ])('%s', async (_what, content) => {
    expect(await read(content)).toEqual({ kind: 'verdict', verdict: VERDICT });
  });
});

describe('answers that are no verdict, with the reason', () => {
  test.each<[string, unknown, RegExp]>([
    ['prose alone', 'It is a bug of high urgency.', /no complete JSON object/],
    ['a label outside the enum', TEXT.replace('"bug"', '"billing"'), /valid root_cause/],
    ['two wrong labels', TEXT.replace('"high"', '"p1"').replace('negative', 'angry'), /urgency, sentiment/],
    ['two verdicts', `${TEXT} ${TEXT}`, /more than one JSON object/],
    ['JSON that ends too early', TEXT.slice(0, 40), /no complete JSON object/],
    ['a missing label', JSON.stringify({ ...VERDICT, urgency: undefined }), /valid urgency/],
  ])('%s', async (_what, content, reason) => {
    expect(await read(content)).toMatchObject({ kind: 'unusable', reason: expect.stringMatching(reason) });
  });
});

describe('servers that only stream', () => {
  const CHUNK = `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ delta: { content: TEXT } }] })}\n\n`;
  const refuses = (status: number, message: string): Answer => {
    return (response) => json(response, { error: { message, type: 'invalid_request_error' } }, status);
  };

  test.each<[string, Answer, string]>([
    [
      'an event stream → invalid request',
      (response) =>
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`${CHUNK}data: [DONE]\n\n`),
      'invalidRequest',
    ],
    [
      'one that is labelled as text → invalid request',
      (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(CHUNK),
      'invalidRequest',
    ],
    [
      'one that is labelled as JSON → unavailable',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(CHUNK),
      'unavailable',
    ],
    [
      'a refusal with 400 → invalid request',
      refuses(400, 'Only stream=true is supported.'),
      'invalidRequest',
    ],
    ['a refusal with 422 → invalid request', refuses(422, "'stream' must be true"), 'invalidRequest'],
    ['a refusal with 501 → unavailable', refuses(501, 'non-streaming is not implemented'), 'unavailable'],
  ])('%s, after one request', async (_what, answer, kind) => {
    expect(await failureOf(answer)).toMatchObject({ kind, requests: 1 });
  });

  test('one that never ends is given up at the time limit, and its socket is closed', async () => {
    let closed: () => void = () => undefined;
    const socketClosed = new Promise<void>((resolve) => (closed = resolve));
    const failure = await failureOf((response) => {
      response.on('close', closed);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(CHUNK);
    }, 150);
    await socketClosed;
    expect(failure.kind).toBe('timeout');
  });
});

test('the time limit closes the socket of a server that says nothing', async () => {
  let closed: () => void = () => undefined;
  const socketClosed = new Promise<void>((resolve) => (closed = resolve));
  const failure = await failureOf((response) => void response.on('close', closed), 150);
  await socketClosed;
  expect(failure.kind).toBe('timeout');
});

describe('how a server wants to be asked', () => {
  const knowsText: Answer = (response, { body }) =>
    'response_format' in body
      ? json(response, { error: { message: 'response_format is not supported' } }, 400)
      : json(response, completion(TEXT));

  test('is found out by calls at the same time as well, and then known', async () => {
    await withModelServer(knowsText, async ({ baseUrl, seen }) => {
      const model = modelAt(baseUrl);
      await Promise.all(Array.from({ length: 8 }, () => model.complete(REQUEST)));
      const before = seen.length;
      await model.complete(REQUEST);
      expect(seen.slice(before).map(({ body }) => 'response_format' in body)).toEqual([false]);
    });
  });

  test('is not carried over to another endpoint', async () => {
    await withModelServer(knowsText, async (first) => {
      await modelAt(first.baseUrl).complete(REQUEST);
      await withModelServer(
        (response) => json(response, completion(TEXT)),
        async ({ baseUrl, seen }) => {
          await modelAt(baseUrl).complete(REQUEST);
          expect(seen.map(({ body }) => body.response_format)).toEqual([
            expect.objectContaining({ type: 'json_schema' }),
          ]);
        },
      );
    });
  });

  test('is not taken from a refusal whose simpler request fails, too', async () => {
    let calls = 0;
    const answer: Answer = (response, request) =>
      (calls += 1) <= 3
        ? json(response, { error: { message: 'response_format: server busy' } }, calls === 2 ? 503 : 400)
        : knowsText(response, { ...request, body: {} }, calls);
    await withModelServer(answer, async ({ baseUrl, seen }) => {
      const model = modelAt(baseUrl);
      await expect(model.complete(REQUEST)).rejects.toMatchObject({ kind: 'unavailable' });
      await model.complete(REQUEST);
      expect(seen[2]?.body).toHaveProperty('response_format.type', 'json_schema');
    });
  });
});
