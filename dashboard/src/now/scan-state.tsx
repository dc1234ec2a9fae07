import type { LiveTenant } from '../../../src/gateway/api/wire.js';
import { ago, count, timeOfDay } from '../format.js';

type Status = NonNullable<LiveTenant['status']>;
type Scan = Status['scan'];

/** The scan that runs with its progress, or the last one and the next. */
export function ScanState({ status, now }: { status: Status; now: Date }) {
  const { scan, pause: paused, backfill } = status;
  const { running, silent, last, next } = scan;
  return (
    <>
      {running !== null && <Progress running={running} />}
      {backfill !== null && <p>A backfill of older tickets runs</p>}
      {silent !== null && <p class="state warn">A scan runs, but no worker tells how far it is</p>}
      {paused !== null ? (
        <p class="state warn">
          Paused{paused.since !== null && ` ${ago(paused.since, now)}`}
          {paused.reason !== '' && `: ${paused.reason}`}
        </p>
      ) : (
        running === null && next !== null && <p>next at {timeOfDay(next)}</p>
      )}
      <p class="soft">
        {last === null
          ? 'none has finished yet'
          : `last ended ${ago(last.endedAt, now)}: ${count(last.counters.listed)} listed, ${count(last.counters.started)} started`}
      </p>
    </>
  );
}

function Progress({ running }: { running: NonNullable<Scan['running']> }) {
  const { started, pending, inFlight, endOfStream, failed, listed } = running;
  const all = started + pending;
  const done = started - inFlight;
  const text = `${count(done)} of ${count(all)}${endOfStream ? '' : ' and more'} done, ${count(inFlight)} in flight`;
  return (
    <>
      <p>
        <b>Running</b>: {text}
        {failed > 0 && `, ${count(failed)} failed`}
      </p>
      <progress aria-label={`Scan: ${text}; ${count(listed)} listed`} max={Math.max(all, 1)} value={done} />
    </>
  );
}
