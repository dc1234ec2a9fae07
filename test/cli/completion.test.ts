import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Command, Option } from 'commander';
import { bashCompletion } from '../../src/cli/completion/bash.js';
import { completionNodes } from '../../src/cli/completion/command-tree.js';
import { fishCompletion } from '../../src/cli/completion/fish.js';
import { zshCompletion } from '../../src/cli/completion/zsh.js';
import { createProgram } from '../../src/cli/main.js';
import { runCli } from '../support/cli.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const execute = promisify(execFile);
const newFolder = temporaryFolders();

const program = () => createProgram({ run: () => () => Promise.resolve(), quiet: true });
const isInstalled = (shell: string): boolean =>
  spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0;

describe('the commands as a tree', () => {
  test('hidden commands and options are left out, short names and choices are kept', () => {
    const command = new Command('p');
    command
      .command('go')
      .description('goes')
      .addOption(new Option('-c, --colour <colour>', 'which').choices(['red', 'blue']))
      .addOption(new Option('--secret').hideHelp());
    command.command('inner', { hidden: true });
    const node = completionNodes(command).find(({ path: names }) => names.join() === 'go');
    expect(node?.options).toEqual([
      { long: 'colour', short: 'c', description: 'which', takesValue: true, choices: ['red', 'blue'] },
      expect.objectContaining({ long: 'help', short: 'h', takesValue: false, choices: [] }),
    ]);
    expect(completionNodes(command).map(({ path: names }) => names.join())).toEqual(['', 'go', 'help']);
  });
});

describe('in a real bash', () => {
  let script: string;
  beforeAll(() => {
    script = bashCompletion('ticket-processor', completionNodes(program()));
  });

  /** What bash offers for the last of the words, which may have been begun. */
  const completed = async (...words: string[]): Promise<string[]> => {
    const file = path.join(newFolder(), 'completion.bash');
    writeFileSync(file, script);
    const run = [
      'set -eu',
      'source "$1"; shift',
      'complete -p ticket-processor | grep -q "_ticket_processor ticket-processor"',
      'COMP_WORDS=(ticket-processor "$@"); COMP_CWORD=$#',
      '_ticket_processor || true',
      'printf "%s\\n" "${COMPREPLY[@]+"${COMPREPLY[@]}"}"',
    ].join('\n');
    const { stdout } = await execute('bash', ['-c', run, 'bash', file, ...words]);
    return stdout.split('\n').filter((line) => line !== '');
  };

  test('every command is offered', async () => {
    const commands = program().commands.map((command) => command.name());
    expect(commands.length).toBeGreaterThan(12);
    expect(await completed('')).toEqual(expect.arrayContaining(commands));
  });

  test.each<[string[], string[]]>([
    [['rep'], ['reprocess']],
    [
      ['reprocess', '--s'],
      ['--source', '--since'],
    ],
    [
      ['reprocess', '--source', ''],
      ['llm', 'rules'],
    ],
    [['reprocess', '--source', '=', 'r'], ['rules']],
    [
      ['reprocess', '--source', '='],
      ['llm', 'rules'],
    ],
    [['reprocess', '42', '--root-cause', 'b'], ['bug']],
    [['reprocess', '--since', ''], []],
    [['schedule', 'pa'], ['pause']],
    [['simulate', 'z'], ['zendesk']],
    [['simulate', 'f'], ['freshdesk']],
    [
      ['simulate', 'freshdesk', '--d'],
      ['--data-dir', '--distinct-tickets'],
    ],
    [
      ['simulate', 'zendesk', '--up'],
      ['--updates-per-minute', '--updates-per-ticket'],
    ],
    [['simulate', 'llm', '--up'], []],
    [['process', 'status', '--dr'], ['--dry-run']],
    [['completion', 'f'], ['fish']],
  ])('%j → %j', async (words, expected) => {
    expect((await completed(...words)).sort()).toEqual(expected.sort());
  });
});

describe.each([
  ['zsh', zshCompletion, ['-n']],
  ['fish', fishCompletion, ['--no-execute']],
] as const)('for %s', (shell, completionOf, check) => {
  const script = completionOf('ticket-processor', completionNodes(program()));

  test('every command and option is in the script', () => {
    for (const { subcommands, options } of completionNodes(program())) {
      for (const { name } of subcommands) expect(script).toContain(name);
      for (const { long } of options) expect(script).toContain(long);
    }
  });

  const title = `${shell} reads it without complaint`;
  if (!isInstalled(shell)) test.skip(`${title}: there is no ${shell} on PATH`, () => undefined);
  else
    test(title, async () => {
      const file = path.join(newFolder(), 'completion');
      writeFileSync(file, script);
      expect(await execute(shell, [...check, file])).toEqual({ stdout: '', stderr: '' });
    });
});

test("a quote and a backslash in a description do not end the shell's string", () => {
  const command = new Command('p');
  command.command('go').description("don't C:\\go");
  expect(zshCompletion('p', completionNodes(command))).toContain(`'go:don'\\''t C:\\go'`);
  expect(fishCompletion('p', completionNodes(command))).toContain(`-d 'don\\'t C:\\\\go'`);
});

describe('the command', () => {
  test('prints the script alone', async () => {
    const { code, stdout, stderr } = await runCli(['completion', 'bash'], { folder: newFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(bashCompletion('ticket-processor', completionNodes(program())));
  });

  test('another shell → 64, naming those there are', async () => {
    const { code, stderr } = await runCli(['completion', 'tcsh'], { folder: newFolder() });
    expect(code).toBe(64);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
