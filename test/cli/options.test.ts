import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Command, InvalidArgumentError } from 'commander';
import { addJsonOption, asksForJson, pastTime, ticketId } from '../../src/cli/options.js';

describe('a time in the past', () => {
  beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00Z') }));
  afterEach(() => void jest.useRealTimers());

  test.each(['24h', '30m', '7d', '0m', '2026-03-10', '2026-03-10T11:59:00Z', '2026-03-10T12:30:00+01:00'])(
    '%s is taken as it is',
    (value) => expect(pastTime(value)).toBe(value),
  );

  test.each([
    '24',
    '24 h',
    '-24h',
    'yesterday',
    '10.03.2026',
    '2026-13-01',
    '2026-02-30',
    '999999d',
    '2026-03-11',
    '2026-03-10T12:30:00Z',
    '',
  ])('%j is refused', (value) => expect(() => pastTime(value)).toThrow(InvalidArgumentError));
});

describe('ticket IDs', () => {
  test('are collected, each once, in order', () => {
    expect(['7', '42', '7'].reduce<string[]>((ids, id) => ticketId(id, ids), [])).toEqual(['7', '42']);
  });

  test.each(['', 'a b', '#42', "1'", '../1', 'x'.repeat(65)])('%j is none', (value) => {
    expect(() => ticketId(value)).toThrow('Expected a ticket ID');
  });
});

describe('--json', () => {
  test.each([
    [['status', '--json'], true],
    [['--json'], true],
    [['nonsense', '--json'], true],
    [['status'], false],
    [['process', '--', '--json'], false],
    [['temporal', '--json', 'workflow', 'list'], true],
    [['temporal', 'workflow', 'list', '--json'], false],
  ])('%j asks for it: %j', (argv, expected) => expect(asksForJson(argv)).toBe(expected));

  test('is given to every command that can be run, once', () => {
    const program = new Command();
    const own = program.command('own').option('--json', 'its own words');
    const inner = program.command('outer').command('inner');
    addJsonOption(program);
    expect(own.options.map(({ description }) => description)).toEqual(['its own words']);
    expect(inner.options.map(({ long }) => long)).toEqual(['--json']);
    expect(program.options).toEqual([]);
  });
});
