import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { ScanTicketsResult } from '../../../src/contract/scan.js';
import type { ScanEnd } from '../../../src/temporal/follow-scan.js';
import type { RuntimeInfo } from '../../../src/cli/up/runtime-file.js';
import { jsonScreen, textScreen, type UpScreen } from '../../../src/cli/up/screen.js';
import { parsedLines } from '../../support/cli.js';

const RUNTIME: RuntimeInfo = {
  temporalAddress: '127.0.0.1:7233',
  uiUrl: 'http://127.0.0.1:8233',
  gatewayUrl: 'http://127.0.0.1:8080',
  gatewayToken: 'hunter2-hunter2-hunter2',
  platformUrl: 'http://127.0.0.1:4000',
  llmUrl: 'http://127.0.0.1:4001/v1',
  pid: 7,
};
const RESULT = { listed: 3, started: 3, updated: 3, durationMs: 1_000, cursor: 'c', account: 'a' };
const DONE: ScanEnd = { kind: 'done', result: RESULT as ScanTicketsResult };

type NewScreen = (output: NodeJS.WriteStream, options: { showToken: boolean }) => UpScreen;

/** Everything that a screen shows of a start and a scan. */
function shown(
  newScreen: NewScreen,
  end: ScanEnd,
  { showToken = true, tenants = ['acme'] }: { showToken?: boolean; tenants?: string[] } = {},
): string {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const screen = newScreen(stream as unknown as NodeJS.WriteStream, { showToken });
  screen.say('starting the worker');
  screen.running(RUNTIME);
  screen.followScan().stop();
  screen.scanned(
    tenants.map((tenant) => ({ tenant, end, rows: [] })),
    RUNTIME,
  );
  screen.waiting('*/10 * * * *');
  return stripVTControlCharacters(text);
}

describe('for people', () => {
  test('what happens, where everything is, what the scan did, and that it goes on', () => {
    const text = shown(textScreen, DONE);
    expect(text).toMatch(
      /^starting the worker\nDashboard +http:\/\/127\.0\.0\.1:8080\/\nTemporal Web UI +http:\/\/127\.0\.0\.1:8233\n/,
    );
    expect(text).toMatch(/\nlisted +unwanted [^]*\nScanning by \*\/10/);
  });

  test.each<[string, ScanEnd, string]>([
    ['failed', { kind: 'failed', why: 'no admin' }, 'The scan failed: no admin'],
    ['paused', { kind: 'paused', note: 'holiday' }, 'The schedule is paused: holiday; no scan was started.'],
    ['paused without a note', { kind: 'paused', note: '' }, 'The schedule is paused; no scan was started.'],
  ])('a scan that is %s is told as such', (_name, end, expected) => {
    expect(shown(textScreen, end)).toContain(expected);
  });

  test('the scans of several tenants carry their names; that of one does not', () => {
    expect(shown(textScreen, DONE, { tenants: ['acme', 'beta'] })).toMatch(
      /\nacme\nlisted [^]*\nbeta\nlisted /,
    );
    expect(shown(textScreen, DONE)).not.toContain('acme\n');
  });
});

describe('for machines', () => {
  test('a line when everything runs and one when the scan is over, nothing else', () => {
    expect(parsedLines(shown(jsonScreen, DONE))).toEqual([
      { running: RUNTIME },
      { tenant: 'acme', scan: { kind: 'done', result: RESULT }, tickets: [] },
    ]);
  });

  test('of several tenants a line each', () => {
    const [, ...scans] = parsedLines<{ tenant: string }>(
      shown(jsonScreen, DONE, { tenants: ['acme', 'beta'] }),
    );
    expect(scans.map(({ tenant }) => tenant)).toEqual(['acme', 'beta']);
  });
});

test.each([
  ['people', textScreen],
  ['machines', jsonScreen],
])('the token is told to %s only where it may be shown', (_whom, newScreen) => {
  expect(shown(newScreen, DONE)).toContain(RUNTIME.gatewayToken);
  expect(shown(newScreen, DONE, { showToken: false })).not.toContain('hunter2');
});
