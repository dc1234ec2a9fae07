import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/http/free-port.js';
import { eventually } from '../support/poll.js';

async function withTakenPort<T>(use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

describe('freePort', () => {
  test('gives the preferred port when it is free', async () => {
    // Somebody else may take one between two looks; that happens once, not always.
    await eventually('a port that stayed free', async () => {
      const port = await withTakenPort((taken) => Promise.resolve(taken));
      return (await freePort([port], new Set())) === port || undefined;
    });
  });

  test('a preferred port that is taken → the next preferred one, else any', async () => {
    await withTakenPort(async (taken) => {
      await eventually('the next one stayed free', async () => {
        const free = await freePort([], new Set());
        return (await freePort([taken, free], new Set())) === free || undefined;
      });
      expect(await freePort([taken], new Set())).not.toBe(taken);
    });
  });

  test('gives no port twice', async () => {
    const given = new Set<number>();
    const first = await freePort([], given);
    const second = await freePort([first], given);
    expect(second).not.toBe(first);
    expect(given).toEqual(new Set([first, second]));
  });
});
