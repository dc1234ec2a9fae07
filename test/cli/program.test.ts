import { describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { failureOf, type CommandFailure } from '../../src/cli/failure.js';
import { createProgram } from '../../src/cli/main.js';
import type { RunCommand } from '../../src/cli/context.js';

const run: RunCommand =
  (action) =>
  async (...args) => {
    await action(...args);
  };
const program = () => createProgram({ run, quiet: true });

/** Why these arguments cannot be understood; a test fails when they can. */
async function refusalOf(...args: string[]): Promise<CommandFailure> {
  const error: unknown = await program()
    .parseAsync(args, { from: 'user' })
    .then(
      () => new Error('they were understood'),
      (reason: unknown) => reason,
    );
  return failureOf(error);
}

describe('wrong values are refused with what was expected, before anything is read or asked', () => {
  test.each([
    [
      ['reprocess'],
      'expected ticket IDs, or at least one of --source, --root-cause and --since, got neither',
    ],
    [['reprocess', '--force', '--wait'], 'got neither'],
    [['reprocess', '42', '--source', 'rules'], 'got both'],
    [['reprocess', '--since', '24'], 'an ISO 8601 time, or an age'],
    [['reprocess', '--since', '2099-01-01'], 'in the past'],
    [['reprocess', '--source', 'people'], 'llm, rules'],
    [['reprocess', '--root-cause', 'weather'], 'bug, feature, refund, other'],
    [['reprocess', '#42'], 'a ticket ID'],
    [['process', "4'2"], 'a ticket ID'],
    [['process'], "missing required argument 'id'"],
    [['schedule', 'delete'], 'apply, pause, resume, trigger, describe'],
    [['schedule', 'trigger', '--reason', 'x'], '--reason goes with pause and resume, not with trigger'],
    [['backfill'], 'needs --from'],
    [['backfill', '--from', '2099-01-01'], 'in the past'],
    [['backfill', '--from', '1h', '--to', '2h'], 'expected --from before --to'],
    [['backfill', '--from', '2h', '--rate', '0'], 'a number above 0'],
    [['backfill', '--from', '2h', '--max-cost', 'much'], 'a number above 0'],
    [['backfill', '--from', '2h', '--reason', 'x'], '--reason does not go with backfill start'],
    [['backfill', 'status', '--from', '2h'], '--from does not go with backfill status'],
    [['backfill', 'pause', '--dry-run'], '--dry-run does not go with backfill pause'],
    [['backfill', 'stop'], 'start, status, pause, resume, cancel'],
    [['statistics', 'forget'], 'rebuild'],
    [['writes', 'pause'], 'stop, resume, status'],
    [['writes', 'stop'], 'stop needs --reason'],
    [['writes', 'stop', '--reason', ' '], 'stop needs --reason'],
    [['writes', 'resume', '--reason', 'mended'], '--reason goes with stop, not with resume'],
  ])('%j', async (args, expected) => {
    expect(await refusalOf(...args)).toEqual({
      ...{ exitCode: 64, kind: 'usage', message: expect.stringContaining(expected) },
    });
  });
});

const runnable = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(runnable);

test.each(runnable(program()).map((command): [string, Command] => [command.name(), command]))(
  '%s takes --json, once, and describes itself and every option',
  (_name, command) => {
    expect(command.options.filter(({ long }) => long === '--json')).toHaveLength(1);
    expect(command.description()).not.toBe('');
    expect(command.options.filter(({ description }) => description === '')).toEqual([]);
  },
);
