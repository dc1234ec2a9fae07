import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SealedTextError, openedLine } from '../../../src/crypto/line-cipher.js';
import { createLogger } from '../../../src/cli/terminal/logging.js';
import { temporalLogger, workOf } from '../../../src/temporal/logging.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
let terminal = '';
beforeEach(() => {
  terminal = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    terminal += stripVTControlCharacters(String(chunk));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('createLogger', () => {
  test('text: a line with level, message and the fields that say which run it is', () => {
    const logger = createLogger({ process: 'worker', level: 'info', format: 'text', file: null });
    logger.warn({ tenant: 'acme', ticketId: '42', workflowId: 'w', taskToken: 'x' }, 'write refused');
    expect(terminal).toMatch(/^\d\d:\d\d:\d\d warn {2}write refused tenant=acme ticketId=42 workflowId=w\n$/);
  });

  test('a file gets every line as JSON, and its folder is made', () => {
    const file = path.join(newFolder(), 'logs', 'up.jsonl');
    const logger = createLogger({ process: 'up', level: 'info', format: 'none', file });
    logger.info({ tenant: 'acme' }, 'one');
    logger.child({ ticketId: '42' }).error('two');
    expect(linesOf(file)).toMatchObject([
      { process: 'up', tenant: 'acme', msg: 'one', level: 30 },
      { process: 'up', ticketId: '42', msg: 'two', level: 50 },
    ]);
    expect(terminal).toBe('');
  });

  test('lines below the level are not written anywhere', () => {
    const file = path.join(newFolder(), 'up.jsonl');
    const logger = createLogger({ process: 'up', level: 'warn', format: 'text', file });
    logger.info('quiet');
    logger.warn('loud');
    expect(terminal).not.toContain('quiet');
    expect(linesOf(file).map(({ msg }) => msg)).toEqual(['loud']);
  });
});

describe('temporalLogger', () => {
  test("Temporal's lines come with their level and fields, those below the level not at all", () => {
    const file = path.join(newFolder(), 'worker.jsonl');
    const logger = temporalLogger(createLogger({ process: 'worker', level: 'info', format: 'none', file }));
    logger.debug('polling');
    logger.info('started', { workflowId: 'w' });
    logger.error('broken', { kind: 'x' });
    expect(linesOf(file)).toMatchObject([
      { level: 30, msg: 'started', workflowId: 'w' },
      { level: 50, msg: 'broken', kind: 'x' },
    ]);
  });
});

describe('workOf', () => {
  test.each([
    ['ticket-default-zendesk-42', { tenant: 'default', ticketId: '42' }],
    ['ticket-acme-zendesk-eu-zendesk-7', { tenant: 'acme-zendesk-eu', ticketId: '7' }],
    ['scan-acme-eu-2026-11-22T18:49:35Z', { tenant: 'acme-eu' }],
    ['desk-acme-eu', { tenant: 'acme-eu' }],
    ['something-else', {}],
    [undefined, {}],
  ])('%s → %j', (workflowId, work) => {
    expect(workOf(workflowId)).toEqual(work);
  });
});

describe('a log file with a key', () => {
  test('each line is encrypted by itself, and opens to what it was; a line in the clear stays', () => {
    const keys = freshKeys('2026');
    const file = path.join(newFolder(), 'worker.jsonl');
    const logger = createLogger({ process: 'worker', level: 'info', format: 'none', file, keys });
    logger.info({ ticketId: '42' }, 'one');
    logger.warn('two\nlines, 你好');
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/ticketId|one|two/);
    expect(lines.map((line) => JSON.parse(openedLine(line, keys)) as object)).toMatchObject([
      { process: 'worker', ticketId: '42', msg: 'one' },
      { msg: 'two\nlines, 你好' },
    ]);
    for (const clear of ['{"msg":"older"}', 'no JSON', '"text"', 'null'])
      expect(openedLine(clear, keys)).toBe(clear);
    expect(() => openedLine(lines[0]!, freshKeys('other'))).toThrow(SealedTextError);
  });

  test('nobody but the owner may read it', () => {
    const file = path.join(newFolder(), 'worker.jsonl');
    createLogger({ process: 'worker', level: 'info', format: 'none', file }).info('one');
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});
