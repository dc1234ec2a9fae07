import { useState } from 'preact/hooks';
import type { OverviewAnswer, SeriesAnswer, SessionAnswer } from '../../src/gateway/api/wire.js';
import { Actions } from './actions/actions.js';
import { ask } from './api-client.js';
import { Charts } from './charts/charts.js';
import { Header } from './header.js';
import { Notices } from './notices.js';
import { NowPanel } from './now/now-panel.js';
import { NO_FILTER, type TicketFilter } from './tickets/filter.js';
import { TicketList } from './tickets/ticket-list.js';
import { WhyDialog } from './tickets/why-dialog.js';
import { Tiles } from './tiles.js';
import { useAsked } from './use-asked.js';
import { useClock } from './use-clock.js';
import { useLive } from './use-live.js';
import { parametersOf, useView } from './view.js';

/** Figures of a quiet installation get older, too: the period moves on. */
const REFRESH_MS = 60_000;

/** A ticket whose story is shown. */
export interface ChosenTicket {
  tenant: string;
  ticketId: string;
}

/** Everything that somebody who is logged in sees. */
export function Board({ session, onLogOut }: { session: SessionAnswer; onLogOut: () => void }) {
  const [view, changeView] = useView();
  const [filter, setFilter] = useState<TicketFilter>(NO_FILTER);
  const [chosen, setChosen] = useState<ChosenTicket | null>(null);
  const [selected, setSelected] = useState<readonly ChosenTicket[]>([]);
  const live = useLive(view.tenant);
  const minute = useClock(REFRESH_MS).getTime();
  const [tries, setTries] = useState(0);
  const parameters = parametersOf(view);
  const asking = { key: JSON.stringify(parameters), again: live.news + minute + tries };
  const overview = useAsked((signal) => ask<OverviewAnswer>('/overview', parameters, signal), asking);
  const series = useAsked((signal) => ask<SeriesAnswer>('/series', parameters, signal), asking);
  const showTickets = (part: Partial<TicketFilter>) => {
    setFilter({ ...NO_FILTER, ...part });
    document.getElementById('tickets')?.scrollIntoView();
    document.getElementById('tickets-heading')?.focus();
  };
  return (
    <>
      <a class="skip" href="#tickets">
        Skip to the tickets
      </a>
      <Header {...{ session, view, changeView, onLogOut }} isConnected={live.isConnected} />
      <main>
        <Notices {...{ overview, series, live }} onRetry={() => setTries((old) => old + 1)} />
        <Tiles answer={overview.value} sloMs={session.latencySloMs} />
        <NowPanel live={live.now} overview={overview.value} />
        {session.role === 'operator' && (
          <Actions {...{ session, view, selected }} live={live.now} onServed={() => setSelected([])} />
        )}
        <Charts
          {...{ overview: overview.value, series: series.value, showTickets }}
          sloMs={session.latencySloMs}
        />
        <TicketList
          {...{ session, view, filter, setFilter, selected, setSelected }}
          again={asking.again}
          onChoose={setChosen}
        />
      </main>
      {chosen !== null && <WhyDialog {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
