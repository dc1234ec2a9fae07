import { expect, test } from '@jest/globals';
import { lastLines, runCommand } from '../../setup/run-command.mjs';

const node = (script, options) => runCommand(process.execPath, ['-e', script], options);

test('a command that succeeds → its whole output', async () => {
  expect(await node('console.log("out"); console.error("err")')).toMatchObject({
    ok: true,
    failure: '',
    output: expect.stringMatching(/out[^]*err|err[^]*out/),
  });
});

test.each([
  [
    'an exit code, with the last line of output',
    'console.log("why"); process.exitCode = 3',
    'exit code 3: why',
  ],
  ['a signal', 'process.kill(process.pid, "SIGTERM")', 'ended by SIGTERM'],
])('a command that ends with %s', async (_what, script, failure) => {
  expect(await node(script)).toMatchObject({ ok: false, failure });
});

test('a command that hangs → killed after its time', async () => {
  const result = await node('setInterval(() => {}, 1000)', { timeoutMs: 100 });
  expect(result).toMatchObject({ ok: false, failure: 'ended by SIGKILL' });
});

test('a command that is not there → says so', async () => {
  expect(await runCommand('no-such-command-here', [])).toMatchObject({ ok: false, failure: 'not found' });
});

test('only the given environment reaches the command', async () => {
  const { output } = await node('console.log(process.env.A, process.env.HOME)', { env: { A: 'a' } });
  expect(output).toBe('a undefined\n');
});

test('lastLines keeps the end', () => {
  expect(lastLines('1\n2\r\n3\n\n', 2)).toBe('2\n3');
});
