import { afterEach, describe, expect, test } from '@jest/globals';
import { piecesOf, createPresidioDetector, toSpans } from '../../src/models/presidio.js';
import { PiiDetectorError } from '../../src/ports/model.js';
import { type AnalyzerServer, findings, startAnalyzer } from './analyzer-server.js';

const OPTIONS = { language: 'en', timeoutMs: 2_000, leastScore: 0.5 };
const person = (start: number, end: number, score = 0.85) => ({ entity_type: 'PERSON', start, end, score, analysis_explanation: null }); // prettier-ignore

let server: AnalyzerServer | undefined;
afterEach(() => server?.close());

async function detectorOver(answer: Parameters<typeof startAnalyzer>[0], options = {}) {
  server = await startAnalyzer(answer);
  return createPresidioDetector({ ...OPTIONS, baseUrl: server.url, ...options });
}

const failureOf = async (call: Promise<unknown>): Promise<PiiDetectorError> => {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PiiDetectorError) return error;
  throw new Error('expected a PiiDetectorError');
};

describe('toSpans', () => {
  test('code points become UTF-16 units', () => {
    expect(toSpans('😀😀 Zoe is', [person(3, 6)], 0.5)).toEqual([{ start: 5, end: 8, type: 'NAME' }]);
  });

  test.each([
    ['a place', { entity_type: 'LOCATION', start: 0, end: 3, score: 1 }],
    ['a name of an object', { entity_type: 'constructor', start: 0, end: 3, score: 1 }],
    ['one that is not sure enough', person(0, 3, 0.49)],
    ['an empty one', person(2, 2)],
    ['one beyond the text', person(0, 40)],
  ])('%s is left out', (_case, finding) => {
    expect(toSpans('Zoe is here', [finding], 0.5)).toEqual([]);
  });
});

describe('piecesOf', () => {
  test('pieces overlap, cover everything, and cut at spaces', () => {
    const text = 'word '.repeat(500);
    const pieces = piecesOf(text, 1_000);
    expect(
      pieces.every((piece) => text.startsWith(piece.text, piece.start) && piece.text.length <= 1_000),
    ).toBe(true);
    expect(pieces.slice(1).every((piece, at) => piece.start <= (pieces[at]?.start ?? 0) + 1_000 - 150)).toBe(
      true,
    );
    expect(pieces.slice(0, -1).every((piece) => piece.text.endsWith(' '))).toBe(true);
    expect((pieces.at(-1)?.start ?? 0) + (pieces.at(-1)?.text.length ?? 0)).toBe(text.length);
  });

  test('no character is cut where there is no space', () => {
    for (const piece of piecesOf('\u{1f600}'.repeat(2_000), 999))
      expect(piece.text.isWellFormed?.() ?? true).toBe(true);
  });
});

describe('the analyzer over HTTP', () => {
  test('text, language and threshold are posted, and its findings come back as spans', async () => {
    const detector = await detectorOver(findings(() => [person(0, 3)]));
    expect(await detector.detect('Zoe is here')).toEqual([{ start: 0, end: 3, type: 'NAME' }]);
    expect(server?.requests).toEqual([
      { path: '/analyze', body: { text: 'Zoe is here', language: 'en', score_threshold: 0.5 } },
    ]);
  });

  test('a long text goes in pieces and the spans stand in the whole of it', async () => {
    const detector = await detectorOver(
      findings((text) => [...text.matchAll(/Zoe/g)].map(({ index }) => person(index, index + 3))),
    );
    const text = `${'lorem ipsum '.repeat(3_000)}Zoe ${'dolor '.repeat(3_000)}`;
    const spans = await detector.detect(text);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(spans.map(() => 'Zoe'));
    expect(spans.length).toBeGreaterThan(0);
    expect(server?.requests.every(({ body }) => body.text.length <= 20_000)).toBe(true);
  });

  test.each([
    ['500', 500, 'unavailable'],
    ['429', 429, 'unavailable'],
    ['404', 404, 'refused'],
    ['a redirect', 302, 'refused'],
  ] as const)('%s → %s, without a word of the text', async (_case, status, kind) => {
    const detector = await detectorOver(({ body }, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body.text);
    });
    const error = await failureOf(detector.detect('Zoltan is here'));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toMatch(/Zoltan/);
  });

  test.each([
    ['no JSON', 'Zoltan <html>'],
    ['another shape', '{"error":"Zoltan"}'],
  ])('%s → protocol, without a word of the answer', async (_case, answer) => {
    const detector = await detectorOver((_request, response) => response.end(answer));
    const error = await failureOf(detector.detect('Zoltan is here'));
    expect(error.kind).toBe('protocol');
    expect(JSON.stringify([error.message, error.cause])).not.toMatch(/Zoltan/);
  });

  test('an answer beyond 4 MiB is not read to its end', async () => {
    const detector = await detectorOver((_request, response) => response.end(' '.repeat(5 * 1024 * 1024)));
    expect(await failureOf(detector.detect('Zoe'))).toMatchObject({ kind: 'tooLarge' });
  });

  test('silence → unavailable after the time-out', async () => {
    const detector = await detectorOver(() => undefined, { timeoutMs: 50 });
    expect(await failureOf(detector.detect('Zoe'))).toMatchObject({ kind: 'unavailable' });
  });

  test('nobody there → unavailable', async () => {
    const detector = await detectorOver(findings(() => []));
    await server?.close();
    expect(await failureOf(detector.detect('Zoe'))).toMatchObject({ kind: 'unavailable' });
  });

  test('every request is told with its outcome, but not one that was told to stop', async () => {
    const results: string[] = [];
    const onRequest = ({ result, durationMs }: { result: string; durationMs: number }) =>
      void (durationMs >= 0 && results.push(result));
    const answers = [200, 503, 404];
    const detector = await detectorOver(
      (_request, response) => {
        const status = answers.shift();
        if (status !== undefined) response.writeHead(status).end(status === 200 ? '[]' : '');
      },
      { onRequest },
    );
    expect(await detector.detect('Zoe')).toEqual([]);
    await failureOf(detector.detect('Zoe'));
    await failureOf(detector.detect('Zoe'));
    const stop = new AbortController();
    const asked = detector.detect('Zoe', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
    expect(results).toEqual(['answered', 'unavailable', 'refused']);
  });

  test('a host that may not be spoken to without TLS is refused before anything is sent', () => {
    const options = { ...OPTIONS, baseUrl: 'http://presidio.example.org' };
    expect(() => createPresidioDetector(options)).toThrow(/without TLS/);
    expect(() =>
      createPresidioDetector({ ...options, allowPlainHttpHosts: ['presidio.example.org'] }),
    ).not.toThrow();
    expect(() =>
      createPresidioDetector({ ...options, baseUrl: 'https://presidio.example.org' }),
    ).not.toThrow();
  });
});
