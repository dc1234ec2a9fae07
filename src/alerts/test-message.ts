import type { AlertMessage } from '../ports/notifier.js';
import { messageOf, type WordingOptions } from './wording.js';

/** A message that says it is none, and its end. Its key is no incident's, so nothing that is open is touched. */
export function testMessages(options: WordingOptions, now: Date): { open: AlertMessage; over: AlertMessage } {
  const [at, key] = [now.toISOString(), `test/${now.toISOString()}`];
  const notice = {
    ...{ kind: 'open' as const, key, tenant: null, condition: 'diskLow' as const },
    ...{ severity: 'warning' as const, found: '', openedAt: at, endedAt: null },
  };
  const open: AlertMessage = {
    ...messageOf(notice, options),
    title: 'Test of this channel: nothing is wrong',
    sentences: ['Somebody ran `ticket-processor alerts test`. Warnings and incidents will look like this.'],
    links: [],
  };
  return { open, over: { ...open, notice: { ...notice, kind: 'over', endedAt: at } } };
}
