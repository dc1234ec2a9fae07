import type { QueueState } from '../../../src/gateway/api/wire.js';
import { capital, count, word } from '../format.js';

/** How much of what each service takes a minute is used, and how much waits for it. */
export function Queues({ queues }: { queues: readonly QueueState[] }) {
  if (queues.length === 0) return <p class="soft">not known</p>;
  return (
    <table class="queues">
      <thead class="unseen">
        <tr>
          <th scope="col">Queue</th>
          <th scope="col">Steps a minute</th>
          <th scope="col">Waiting</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ queue, limitPerMinute, handedOutPerMinute, waiting }) => (
          <tr key={queue}>
            <th scope="row">{capital(word(queue))}</th>
            <td>
              {count(handedOutPerMinute)}
              {limitPerMinute === null ? '' : ` of ${count(limitPerMinute)}`} a minute
            </td>
            <td class={waiting > 0 ? 'warn-text' : 'soft'}>
              {waiting > 0 ? `${count(waiting)} waiting` : 'no wait'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
