import type { LiveAnswer, LiveTenant, OverviewAnswer } from '../../../src/gateway/api/wire.js';
import { ago, count } from '../format.js';
import { useClock } from '../use-clock.js';
import { Breakers } from './breakers.js';
import { Queues } from './queues.js';
import { ScanState } from './scan-state.js';

/** What goes on at this moment; of each tenant where there are several. */
export function NowPanel({ live, overview }: { live: LiveAnswer | null; overview: OverviewAnswer | null }) {
  const now = useClock(5_000);
  if (live === null) return <section class="card now" aria-label="Now" aria-busy="true" />;
  const { tenants } = live;
  return (
    <section class="now-list" aria-label="Now">
      {tenants.map((tenant) => (
        <article class="card now" key={tenant.tenant} aria-label={`Now: ${tenant.tenant}`}>
          {tenants.length > 1 && <h2>{tenant.tenant}</h2>}
          <TenantNow {...{ tenant, now, overview }} />
        </article>
      ))}
    </section>
  );
}

function TenantNow({
  tenant: { tenant, status, queues },
  now,
  overview,
}: {
  tenant: LiveTenant;
  now: Date;
  overview: OverviewAnswer | null;
}) {
  const circuits =
    status?.circuits ?? overview?.circuits.filter((circuit) => circuit.tenant === tenant) ?? [];
  return (
    <div class="now-grid">
      <div>
        <h3>Scan</h3>
        {status === null ? <p class="soft">not known</p> : <ScanState {...{ status, now }} />}
      </div>
      <div>
        <h3>Tickets</h3>
        {status === null ? (
          <p class="soft">not known</p>
        ) : (
          <>
            <p>
              <b>{count(status.openTickets)}</b> in work
            </p>
            <p class="soft">
              {status.waiting.failed > 0 && `${count(status.waiting.failed)} to begin anew after a failure. `}
              {status.waiting.upgrade > 0 &&
                `${count(status.waiting.upgrade)} wait for the model's verdict. `}
              {status.waiting.failed + status.waiting.upgrade === 0 && 'none waits for another try'}
            </p>
            {status.writes.stopped !== null && (
              <p class="state bad">
                Writes are stopped since {ago(status.writes.stopped.since, now)}:{' '}
                {status.writes.stopped.reason}
              </p>
            )}
          </>
        )}
      </div>
      <div>
        <h3>Circuit breakers</h3>
        <Breakers {...{ circuits, now }} />
      </div>
      <div>
        <h3>Rate limits</h3>
        <Queues queues={queues} />
      </div>
    </div>
  );
}
