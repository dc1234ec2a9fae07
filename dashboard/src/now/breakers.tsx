import type { OverviewAnswer } from '../../../src/gateway/api/wire.js';
import { ago, capital, word } from '../format.js';

type Circuit = Pick<OverviewAnswer['circuits'][number], 'service' | 'state' | 'since' | 'workers'>;

/** Each service that is called, and whether it is spared for the moment. */
export function Breakers({ circuits, now }: { circuits: readonly Circuit[]; now: Date }) {
  if (circuits.length === 0) return <p class="state good">All closed: help desk and model are called</p>;
  return (
    <>
      {circuits.map(({ service, state, since, workers }) => (
        <p class={`state ${state === 'open' ? 'bad' : 'warn'}`} key={service}>
          {capital(word(service))}: {state === 'open' ? 'open' : 'trying again'}, since {ago(since, now)},{' '}
          {workers === 1 ? 'one worker' : `${workers} workers`}
        </p>
      ))}
    </>
  );
}
