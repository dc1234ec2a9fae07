import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import { DESCRIPTORS } from '../platforms/index.js';
import { CHECKOUT } from '../config/environment.js';
import { exitCodeOf, EXIT, UsageError, type AddCommand } from './context.js';

/** What the simulators take; they check the values themselves. */
const COMMON = [
  ['--port <number>', 'where it listens; a free port otherwise'],
  ['--seed <number>', 'the same seed makes the same world'],
  ['--requests-per-minute <number>', '0: no limit'],
  ['--latency-ms <A-B>', 'how long an answer takes, such as 50-200'],
  ['--faults <json>', 'how often it misbehaves, such as {"error5xx":0.1}'],
] as const;

type Flag = readonly [flag: string, means: string];

const helpDeskFlags = (own: readonly Flag[]): readonly Flag[] => [
  ...COMMON,
  ['--tickets <number>', 'how many there are at first'],
  ['--distinct-tickets', 'no two tickets have equal texts'],
  ['--updates-per-minute <number>', '0: no limit'],
  ...own,
  ['--data-dir <folder>', 'where its state survives'],
];

const SIMULATORS: readonly (readonly [kind: string, flags: readonly Flag[]])[] = [
  ...DESCRIPTORS.map(({ kind, simulatorFlags }) => [kind, helpDeskFlags(simulatorFlags)] as const),
  ['llm', [...COMMON, ['--keep-prompts <number>', 'how many prompts it remembers']]],
];

/** `simulate`: one simulator alone, as a process of its own. */
export const addSimulateCommand: AddCommand = (program, run) => {
  const simulate = program.command('simulate').description('Run a simulator alone; prints {"url":…} first.');
  for (const [kind, options] of SIMULATORS) {
    const command = simulate.command(kind).description(`The simulator of ${kind}.`);
    for (const [flags, description] of options) command.addOption(new Option(flags, description));
    command.action(run((given: Given) => runSimulator(kind, { command, given })));
  }
};

type Given = Record<string, string | boolean | undefined>;

async function runSimulator(
  kind: string,
  { command, given }: { command: Command; given: Given },
): Promise<number> {
  const flags = command.options.flatMap((option) => {
    const value = given[option.attributeName()];
    if (value === true) return [String(option.long)];
    return typeof value === 'string' ? [`${option.long}=${value}`] : [];
  });
  const entry = path.join(CHECKOUT, 'dist', 'simulators', kind, 'main.js');
  const child = spawn(process.execPath, [entry, ...flags], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  const [code, complaint] = await Promise.all([exitCodeOf(child), complaintOf(child)]);
  if (code === EXIT.usage) throw new UsageError(complaint);
  if (code !== EXIT.done) throw new Error(complaint || `the ${kind} simulator ended with code ${code}`);
  return code;
}

const complaintOf = async ({ stderr }: ChildProcess): Promise<string> =>
  stderr === null ? '' : (await text(stderr)).trim();
