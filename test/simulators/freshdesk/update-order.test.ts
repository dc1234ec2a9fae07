import { describe, expect, test } from '@jest/globals';
import { UpdateOrder } from '../../../simulators/freshdesk/store/update-order.js';
import type { TicketRecord } from '../../../simulators/freshdesk/store/types.js';
import { integerBetween, seededRandom } from '../../../simulators/seeded-random.js';

const ticket = (id: number, updatedAt: number) => ({ id, updatedAt, updateNumber: 0 }) as TicketRecord;
const idsSince = (order: UpdateOrder, seconds: number) => order.since(seconds).map(({ id }) => id);

describe('the order of changes', () => {
  test('is that of the latest changes; within a second, that in which they came', () => {
    const order = new UpdateOrder();
    const [first, second, third] = [ticket(1, 10), ticket(2, 20), ticket(3, 20)];
    for (const record of [third, first, second]) order.add(record);
    expect(idsSince(order, 0)).toEqual([1, 3, 2]);
    order.move(third, 20);
    expect(idsSince(order, 0)).toEqual([1, 2, 3]);
    order.move(first, 15);
    expect(idsSince(order, 15)).toEqual([1, 2, 3]);
    expect(idsSince(order, 16)).toEqual([2, 3]);
    expect(idsSince(order, 21)).toEqual([]);
  });

  test('holds every ticket once after many changes, forwards and backwards in time', () => {
    const random = seededRandom(7);
    const order = new UpdateOrder();
    const records = Array.from({ length: 50 }, (_, id) => ticket(id, integerBetween(random, 0, 9)));
    for (const record of records) order.add(record);
    for (let change = 0; change < 2_000; change += 1) {
      const record = records[integerBetween(random, 0, 49)];
      if (record !== undefined) order.move(record, integerBetween(random, 0, 9));
    }
    const expected = [...records].sort(
      (a, b) => a.updatedAt - b.updatedAt || a.updateNumber - b.updateNumber,
    );
    expect(idsSince(order, 0)).toEqual(expected.map(({ id }) => id));
  });
});
