import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createProgram } from '../../src/cli/main.js';
import { endProcesses, forkSimulator, type SimulatorName } from '../simulators/simulator-process.js';
import { runCli } from '../support/cli.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();
afterEach(endProcesses);

/** What the simulator itself says it takes. */
async function flagsOfSimulator(kind: SimulatorName): Promise<string[]> {
  const child = forkSimulator(kind, ['--nonsense']);
  const [complaint] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  return /Expected: (.+)/.exec(complaint)![1]!.split(' ');
}

describe.each(['zendesk', 'freshdesk', 'llm'] as const)('simulate %s', (kind) => {
  test('takes every flag of the simulator, and no other', async () => {
    const commands = createProgram({ run: () => () => Promise.resolve(), quiet: true }).commands;
    const command = commands
      .find((found) => found.name() === 'simulate')!
      .commands.find((found) => found.name() === kind)!;
    const flags = command.options.map(({ long }) => long).filter((long) => long !== '--json');
    expect(flags.sort()).toEqual((await flagsOfSimulator(kind)).sort());
  });

  test.each([
    ['--port', '-1'],
    ['--latency-ms', '9-1'],
    ['--faults', '{"nonsense":1}'],
  ])('%s %s → 64, with what was expected as one object', async (...flags) => {
    const { code, stdout, stderr } = await runCli(['simulate', kind, '--json', ...flags], {
      folder: newFolder(),
    });
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({
      error: { kind: 'usage', exitCode: 64, message: expect.stringMatching(/expected|nonsense/i) },
    });
  });
});
