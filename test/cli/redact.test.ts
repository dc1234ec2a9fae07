import { describe, expect, jest, test } from '@jest/globals';
import { findings, startAnalyzer } from '../models/analyzer-server.js';
import { jsonLines, parsedLines, runCli } from '../support/cli.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();

interface Redacted {
  id: string | number | null;
  text?: string;
  spans?: { start: number; end: number; type: string }[];
  error?: string;
}

async function redact(lines: readonly unknown[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCli(['redact'], {
    folder: newFolder(),
    env,
    input: jsonLines(lines),
  });
  return { code, stderr, answers: parsedLines<Redacted>(stdout) };
}

describe('redact', () => {
  test('offsets are UTF-16 units of the input, end exclusive', async () => {
    const text = '😀 to jane@example.com or 10.20.30.40';
    const { code, answers, stderr } = await redact([{ id: 'a', text }]);
    const [answer] = answers;
    expect(answer?.text).toBe('😀 to <EMAIL_1> or <IP_1>');
    expect(answer?.spans?.map(({ start, end, type }) => [type, text.slice(start, end)])).toEqual([
      ['EMAIL', 'jane@example.com'],
      ['IP', '10.20.30.40'],
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
  });

  test('the names given are masked, on their line only', async () => {
    const text = 'the order of Zorblatt Quix';
    const { answers } = await redact([
      { id: 1, text, people: ['Zorblatt Quix'] },
      { id: 2, text },
    ]);
    expect(answers[0]?.text).not.toMatch(/Zorblatt|Quix/);
    expect(answers[0]?.spans?.[0]?.type).toBe('NAME');
    expect(answers[1]?.text).toBe(text);
  });

  test('the region of the line wins over DEFAULT_PHONE_REGION', async () => {
    const text = 'Ring 030 901820 today';
    const phones = async (line: object, env?: Record<string, string>) =>
      (await redact([{ id: 1, text, ...line }], env)).answers[0]?.spans?.map(({ type }) => type);
    expect(await phones({ region: 'DE' })).toEqual(['PHONE']);
    expect(await phones({}, { DEFAULT_PHONE_REGION: 'DE' })).toEqual(['PHONE']);
  });

  test('a line that is none keeps its place as an error without its content, and the end is 1', async () => {
    const { code, answers } = await redact([
      { id: 1, text: 'fine' },
      'hunter2 {',
      '[]',
      { id: 'no text' },
      { text: 'no id' },
      { id: 3, text: 7 },
      '',
      { id: 4, text: '' },
    ]);
    expect(answers.map(({ id }) => id)).toEqual([1, null, null, null, null, null, 4]);
    for (const { id, error } of answers) expect(error === undefined).toBe(id !== null);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(code).toBe(1);
  });

  test('much input → all of it comes out, in order', async () => {
    const lines = Array.from({ length: 3_000 }, (_, id) => ({
      id,
      text: `${'word '.repeat(40)} a${id}@example.com`,
    }));
    const { answers } = await redact(lines);
    expect(answers.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
    expect(answers.every(({ text }) => text?.endsWith('<EMAIL_1>'))).toBe(true);
  });

  test('no input → no output, 0', async () => {
    expect(await redact([])).toEqual({ code: 0, stderr: '', answers: [] });
  });
});

describe('redact with PRESIDIO_URL', () => {
  const LINES = [
    { id: 1, text: 'Zoltan wrote to z@example.org' },
    { id: 2, text: 'fine, says Zoltan' },
  ];
  const person = (start: number) => ({ entity_type: 'PERSON', start, end: start + 6, score: 0.9 });
  const zoltans = findings((text) => [...text.matchAll(/Zoltan/g)].map(({ index }) => person(index)));

  async function redactOver(answer: Parameters<typeof startAnalyzer>[0], env: Record<string, string> = {}) {
    const analyzer = await startAnalyzer(answer);
    try {
      const result = await redact(LINES, { PRESIDIO_URL: analyzer.url, ...env });
      return { ...result, requests: analyzer.requests };
    } finally {
      await analyzer.close();
    }
  }

  test('its findings are merged with ours', async () => {
    const { code, answers, requests, stderr } = await redactOver(zoltans);
    expect(answers.map(({ text }) => text)).toEqual(['<NAME_1> wrote to <EMAIL_1>', 'fine, says <NAME_1>']);
    expect(answers[0]?.spans?.map(({ type }) => type)).toEqual(['NAME', 'EMAIL']);
    expect(requests).toHaveLength(2);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('an outage with stop → 69 and nothing of the text', async () => {
    const { code, answers, stderr } = await redactOver((_request, response) => {
      response.writeHead(503).end();
    });
    expect([code, answers]).toEqual([69, []]);
    expect(stderr).toMatch(/Presidio at 127\.0\.0\.1:\d+ answered 503/);
    expect(stderr).not.toContain('Zoltan');
  });

  test('an outage with continue → our own detectors, and a warning a line', async () => {
    const env = { PRESIDIO_ON_FAILURE: 'continue' };
    const { code, answers, stderr } = await redactOver((_request, response) => {
      response.writeHead(503).end();
    }, env);
    expect(answers.map(({ text }) => text)).toEqual(['Zoltan wrote to <EMAIL_1>', 'fine, says Zoltan']);
    expect(code).toBe(0);
    expect(stderr.match(/redacted without a second opinion/g)).toHaveLength(2);
    expect(stderr).not.toContain('Zoltan');
  });
});

test('a line that takes long holds up no line behind it, and keeps its offsets', async () => {
  const hostile = '1--4-'.repeat(60_000);
  const text = `${hostile} mail jane@example.com`;
  const { code, answers } = await redact([
    { id: 'hostile', text },
    { id: 2, text: 'to joe@example.com' },
  ]);
  expect(code).toBe(0);
  const spans = answers[0]?.spans?.filter(({ type }) => type === 'EMAIL') ?? [];
  expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['jane@example.com']);
  expect(answers[1]?.text).toBe('to <EMAIL_1>');
});

test('a line that needs more than a line may have is an error of its own, and the lines behind it are answered', async () => {
  const { code, answers } = await redact([
    { id: 'too much', text: 'a@b.co '.repeat(4_000_000) },
    { id: 2, text: 'to joe@example.com' },
  ]);
  expect(answers).toEqual([
    { id: 'too much', error: expect.stringMatching(/given up|memory/) },
    { id: 2, text: 'to <EMAIL_1>', spans: [{ start: 3, end: 18, type: 'EMAIL' }] },
  ]);
  expect(code).toBe(1);
});
