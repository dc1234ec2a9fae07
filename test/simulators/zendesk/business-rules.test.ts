/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { send } from '../json-client.js';
import { runZendesk, type RunningZendesk } from './running-zendesk.js';

let zendesk: RunningZendesk;
beforeAll(async () => {
  zendesk = await runZendesk();
});
afterAll(() => zendesk.close());

describe.each(['triggers', 'automations'])('%s', (key) => {
  test('by offset: all of them, counted, with conditions of field, operator and value', async () => {
    const { status, body } = await zendesk.get(key);
    expect(status).toBe(200);
    expect(body).toMatchObject({ count: body[key].length, next_page: null, previous_page: null });
    for (const { id, title, active, conditions, actions, position } of body[key]) {
      expect([typeof id, typeof title, typeof active, typeof position]).toEqual([
        ...['number', 'string', 'boolean', 'number'],
      ]);
      expect(actions.length).toBeGreaterThan(0);
      for (const condition of [...conditions.all, ...conditions.any])
        expect(Object.keys(condition)).toEqual(['field', 'operator', 'value']);
    }
  });

  test('by cursor: the same ones, a page at a time', async () => {
    const all = (await zendesk.get(key)).body[key].map(({ id }: { id: number }) => id);
    const seen: number[] = [];
    for (let url: string | null = `${zendesk.url}/api/v2/${key}?page[size]=1`; url !== null;) {
      const { body } = await send(url);
      seen.push(...body[key].map(({ id }: { id: number }) => id));
      url = body.links.next as string | null;
    }
    expect(seen).toEqual(all);
  });
});

test('active=true leaves out what is switched off', async () => {
  const ids = async (query: string) => (await zendesk.get(`triggers${query}`)).body.triggers.length as number;
  expect(await ids('?active=true')).toBe((await ids('')) - (await ids('?active=false')));
  expect(await ids('?active=false')).toBe(1);
});

test('without credentials → 401', async () => {
  expect((await send(`${zendesk.url}/api/v2/triggers`, { headers: {} })).status).toBe(401);
});
