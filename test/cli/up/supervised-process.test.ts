import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { ProcessRecord } from '../../../src/cli/up/lock.js';
import { commandOf } from '../../../src/cli/up/process-table.js';
import {
  ProcessFailedError,
  SupervisedProcess,
  type SupervisedOptions,
} from '../../../src/cli/up/supervised-process.js';
import { idleScript } from '../../support/idle-process.js';
import { eventually } from '../../support/poll.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();
const started: SupervisedProcess[] = [];
afterEach(async () => {
  for (const process of started.splice(0)) await process.stop();
});

/** A supervised Node script, with the processes that ran it, in order. */
function supervise(script: string, options: Partial<SupervisedOptions> = {}) {
  const folder = newFolder();
  const children: ChildProcess[] = [];
  const supervised = new SupervisedProcess({
    name: 'subject',
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: process.env['PATH'] },
    logDir: path.join(folder, 'logs'),
    hasChannel: false,
    ready: (child) => {
      children.push(child);
      return Promise.resolve();
    },
    patienceMs: 5_000,
    record: new ProcessRecord(folder),
    logger: pino({ level: 'silent' }),
    ...options,
  });
  started.push(supervised);
  const recordedNames = () =>
    (JSON.parse(readFileSync(path.join(folder, 'processes.json'), 'utf8')) as { name: string }[]).map(
      ({ name }) => name,
    );
  const output = () => readFileSync(path.join(folder, 'logs', 'subject.out'), 'utf8');
  return { supervised, children, recordedNames, output };
}

const isUp =
  (output: () => string, times = 1) =>
  () =>
    output().length >= 2 * times ? true : undefined;

describe('SupervisedProcess', () => {
  test('is recorded while it runs, keeps what it prints, and is gone after stop', async () => {
    const { supervised, children, recordedNames, output } = supervise(idleScript());
    await supervised.start();
    await eventually('its output', isUp(output));
    expect(recordedNames()).toEqual(['subject']);
    await supervised.stop();
    expect(children[0]?.signalCode).toBe('SIGTERM');
    expect(recordedNames()).toEqual([]);
  });

  test('killed → started again, also the second time', async () => {
    const { supervised, children, output } = supervise(idleScript());
    await supervised.start();
    for (const times of [1, 2]) {
      children.at(-1)?.kill('SIGKILL');
      await eventually('another process', () => (children.length > times ? true : undefined));
    }
    await eventually('its output', isUp(output));
    await supervised.stop();
    expect(children.map((child) => commandOf(child.pid as number))).toEqual([null, null, null]);
  });

  test('stopped while it waits to be started again → stays down', async () => {
    const [stopped, other] = [supervise(idleScript()), supervise(idleScript())];
    await Promise.all([stopped.supervised.start(), other.supervised.start()]);
    stopped.children[0]?.kill('SIGKILL');
    await eventually('its end', () => (stopped.recordedNames().length === 0 ? true : undefined));
    await stopped.supervised.stop();
    other.children[0]?.kill('SIGKILL');
    await eventually('the other one again', () => (other.children.length > 1 ? true : undefined));
    expect(stopped.children).toHaveLength(1);
  });

  test('does not end when asked → killed after its patience', async () => {
    const { supervised, children, output } = supervise(idleScript({ deaf: true }), { patienceMs: 100 });
    await supervised.start();
    await eventually('its output', isUp(output));
    await supervised.stop();
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });

  test('ends again and again → fails for good, naming its output', async () => {
    const { supervised, children } = supervise('setTimeout(() => process.exit(3), 50)');
    await supervised.start();
    await expect(supervised.failure).rejects.toThrow(/subject ended 6 times .*code 3.*subject\.out/);
    expect(children.length).toBeGreaterThan(1);
  }, 30_000);

  test('cannot be started again → fails for good, not in silence', async () => {
    const command = path.join(newFolder(), 'node');
    symlinkSync(process.execPath, command);
    const { supervised, children } = supervise(idleScript(), { command });
    await supervised.start();
    rmSync(command);
    children[0]?.kill('SIGKILL');
    await expect(supervised.failure).rejects.toThrow(/subject ended 6 times .*ENOENT/);
  }, 30_000);

  test('is not ready after a restart → killed and started again', async () => {
    let starts = 0;
    const { supervised, children } = supervise(idleScript(), {
      ready: (child) => {
        children.push(child);
        return (starts += 1) === 2 ? Promise.reject(new Error('not ready')) : Promise.resolve();
      },
    });
    await supervised.start();
    children[0]?.kill('SIGKILL');
    await eventually('a third start', () => (children.length === 3 ? true : undefined));
    expect(children[1]?.signalCode).toBe('SIGKILL');
  });

  test('ends before it is ready → start fails, and it is not tried again', async () => {
    const { supervised, recordedNames } = supervise('process.exit(1)', {
      ready: () => new Promise(() => undefined),
    });
    await expect(supervised.start()).rejects.toThrow(ProcessFailedError);
    expect(recordedNames()).toEqual([]);
  });

  test('says why it ends before it is ready → that is in the failure, what an earlier one said is not', async () => {
    const ready = () => new Promise<never>(() => undefined);
    const script = "console.log('working'); console.error('the key is missing'); process.exitCode = 1;";
    const { supervised, output } = supervise(script, { ready });
    await expect(supervised.start()).rejects.toThrow(/ready: the key is missing; see .*subject\.out/);
    const logDir = newFolder();
    writeFileSync(path.join(logDir, 'subject.out'), output());
    const silent = supervise('process.exit(1)', { ready, logDir });
    await expect(silent.supervised.start()).rejects.toThrow(/before it was ready; see/);
  });

  test('is never ready → start fails with the reason, and the process is ended', async () => {
    let child: ChildProcess | undefined;
    const { supervised } = supervise(idleScript(), {
      ready: (started) => {
        child = started;
        return Promise.reject(new Error('not ready within 60 s'));
      },
    });
    await expect(supervised.start()).rejects.toThrow('not ready within 60 s');
    expect(commandOf(child?.pid as number)).toBeNull();
  });

  test('cannot be started → start fails, naming the process', async () => {
    const { supervised } = supervise('', { command: '/nowhere/to/be/found', patienceMs: 100 });
    await expect(supervised.start()).rejects.toThrow(/subject cannot be started/);
  });
});
