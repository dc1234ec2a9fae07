import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, jest, test } from '@jest/globals';
import { findings, startAnalyzer } from '../models/analyzer-server.js';
import { jsonLines, parsedLines, runCli } from '../support/cli.js';
import { verdictText } from '../support/fake-model.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();

interface Classified {
  id: string | number | null;
  analysis?: { summary: string; root_cause: string; urgency: string; sentiment: string };
  source?: string;
  usage?: { inputTokens: number; costUsd: number; fromCache?: boolean };
  error?: string;
}

async function classify(
  args: readonly string[],
  lines: readonly unknown[],
  env: Record<string, string> = {},
) {
  const run = await runCli(['classify', ...args], { folder: newFolder(), env, input: jsonLines(lines) });
  return { ...run, answers: parsedLines<Classified>(run.stdout) };
}

/** An OpenAI-compatible server on this machine that gives one answer to everything; what it was asked is kept. */
async function withModel<T>(
  answer: { status: number; content: string },
  use: (baseUrl: string, asked: string[]) => Promise<T>,
): Promise<T> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    void text(request).then((body) => {
      asked.push(body);
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          id: 'c',
          object: 'chat.completion',
          created: 0,
          model: 'm',
          choices: [
            { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer.content } },
          ],
          usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
        }),
      );
    });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('classify --rules-only', () => {
  test('each line gets a verdict of the rules, in order, free of charge; no model is needed', async () => {
    const { code, answers } = await classify(
      ['--rules-only'],
      [
        { id: 'b', subject: 'Crash', description: 'The app crashes with an error whenever I save.' },
        { id: 2, subject: 'Refund', description: 'I want a refund for the double charge.' },
        { id: 'n', subject: null },
      ],
    );
    expect(answers.map(({ id }) => id)).toEqual(['b', 2, 'n']);
    expect(answers.map(({ analysis }) => analysis?.root_cause)).toEqual(['bug', 'refund', 'other']);
    for (const { analysis, source, usage } of answers) {
      expect(source).toBe('rules');
      expect(usage).toMatchObject({ inputTokens: 0, costUsd: 0 });
      expect(analysis?.summary.length).toBeGreaterThan(0);
      expect(Object.keys(analysis ?? {}).sort()).toEqual(['root_cause', 'sentiment', 'summary', 'urgency']);
    }
    expect(code).toBe(0);
  });

  test('a line that is none keeps its place as an error, and the end is 1', async () => {
    const { code, answers } = await classify(
      ['--rules-only'],
      [{ id: 1 }, 'hunter2', { subject: 'x' }, { id: 2 }],
    );
    expect(answers.map(({ id }) => id)).toEqual([1, null, null, 2]);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(code).toBe(1);
  });
});

describe('classify', () => {
  const LINE = { id: 1, subject: 'Export', description: 'It crashes. jane@example.com' };

  test('the model decides, on redacted text, and its usage is told', () =>
    withModel({ status: 200, content: verdictText() }, async (baseUrl, asked) => {
      const other = { ...LINE, id: 2, subject: 'Import' };
      const { answers } = await classify([], [LINE, other], { OPENAI_BASE_URL: baseUrl });
      expect(answers).toMatchObject([
        { id: 1, source: 'llm', analysis: { root_cause: 'bug' }, usage: { inputTokens: 100 } },
        { id: 2, source: 'llm' },
      ]);
      expect(asked).toHaveLength(2);
      expect(asked.join()).not.toContain('jane@example.com');
    }));

  test('equal tickets, whoever wrote them: one request, and only one of them is charged', () =>
    withModel({ status: 200, content: verdictText() }, async (baseUrl, asked) => {
      const from = (id: number, address: string) => ({ ...LINE, id, description: `It crashes. ${address}` });
      const lines = [from(1, 'jane@example.com'), from(2, 'joe@example.org'), from(3, 'ann@example.net')];
      const { answers } = await classify([], lines, { OPENAI_BASE_URL: baseUrl });
      expect(answers.map(({ id, source }) => [id, source])).toEqual([
        [1, 'llm'],
        [2, 'llm'],
        [3, 'llm'],
      ]);
      expect(answers.map(({ usage }) => usage?.inputTokens)).toEqual([100, 0, 0]);
      expect(answers.map(({ usage }) => usage?.fromCache ?? false)).toEqual([false, true, true]);
      expect(asked).toHaveLength(1);
    }));

  test('what Presidio finds does not reach the model; while it is away, nothing does', async () => {
    const lines = [{ id: 1, subject: 'Zoltan', description: 'It crashes, says Zoltan.' }];
    const person = (start: number) => ({ entity_type: 'PERSON', start, end: start + 6, score: 0.9 });
    let isUp = true;
    const analyzer = await startAnalyzer((request, response) => {
      if (!isUp) response.writeHead(503).end();
      else
        findings((text) => [...text.matchAll(/Zoltan/g)].map(({ index }) => person(index)))(
          request,
          response,
        );
    });
    try {
      await withModel({ status: 200, content: verdictText() }, async (baseUrl, asked) => {
        const env = { OPENAI_BASE_URL: baseUrl, PRESIDIO_URL: analyzer.url };
        const { answers } = await classify([], lines, env);
        expect(answers).toMatchObject([{ id: 1, source: 'llm' }]);
        expect(asked).toHaveLength(1);
        expect(asked.join()).not.toContain('Zoltan');
        isUp = false;
        const { code, stdout } = await classify([], lines, env);
        expect([code, stdout, asked.length]).toEqual([69, '', 1]);
      });
    } finally {
      await analyzer.close();
    }
  });

  test('a model that refuses the key → the rules, after one request', () =>
    withModel({ status: 401, content: '' }, async (baseUrl, asked) => {
      const { code, answers } = await classify([], [LINE], { OPENAI_BASE_URL: baseUrl });
      expect(answers).toMatchObject([{ id: 1, source: 'rules', analysis: { root_cause: 'bug' } }]);
      expect(asked).toHaveLength(1);
      expect(code).toBe(0);
    }));

  test('a model that answers in prose → asked three times, then the rules', () =>
    withModel({ status: 200, content: 'What a sad customer.' }, async (baseUrl, asked) => {
      const { answers } = await classify([], [LINE], { OPENAI_BASE_URL: baseUrl });
      expect(answers).toMatchObject([{ source: 'rules', usage: { inputTokens: 300 } }]);
      expect(asked).toHaveLength(3);
    }));

  test('no model → 78, and what to set', async () => {
    const { code, stdout, stderr } = await classify([], [LINE]);
    expect(code).toBe(78);
    expect(stdout).toBe('');
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stderr).toContain('--rules-only');
  });
});
