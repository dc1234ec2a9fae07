import { useState } from 'preact/hooks';
import type { LiveAnswer, SessionAnswer } from '../../../src/gateway/api/wire.js';
import type { ChosenTicket } from '../board.js';
import { count } from '../format.js';
import type { View } from '../view.js';
import { DryRunDialog } from './dry-run-dialog.js';
import { PauseDialog } from './pause-dialog.js';
import { ReprocessDialog } from './reprocess-dialog.js';

type Open = 'reprocess' | 'dryRun' | 'pause' | null;

/** What operators do: of the tenant that is looked at, or of one that the dialog asks for. */
export function Actions({
  session,
  view,
  selected,
  live,
  onServed,
}: {
  session: SessionAnswer;
  view: View;
  selected: readonly ChosenTicket[];
  live: LiveAnswer | null;
  onServed: () => void;
}) {
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState('');
  const first = selected[0]?.tenant ?? (view.tenant || (session.tenants[0]?.name ?? ''));
  const tenants = view.tenant === '' ? session.tenants.map(({ name }) => name) : [view.tenant];
  const common = {
    ...{ tenants, first },
    onClose: () => setOpen(null),
    onDone: (message: string) => {
      setDone(message);
      setOpen(null);
      onServed();
    },
  };
  const isPaused =
    live?.tenants.some(({ tenant, status }) => tenant === first && status?.pause != null) ?? false;
  const ids = selected.filter(({ tenant }) => tenant === first).map(({ ticketId }) => ticketId);
  return (
    <section class="actions" aria-label="Actions">
      <button type="button" class="primary" onClick={() => setOpen('reprocess')}>
        {ids.length === 0 ? 'Reprocess …' : `Reprocess ${count(ids.length)} selected …`}
      </button>
      <button type="button" onClick={() => setOpen('dryRun')}>
        Dry run …
      </button>
      <button type="button" onClick={() => setOpen('pause')}>
        {isPaused ? 'Resume …' : 'Pause …'}
      </button>
      <span role="status" class="done">
        {done}
      </span>
      {open === 'reprocess' && <ReprocessDialog {...common} ids={ids} />}
      {open === 'dryRun' && <DryRunDialog {...common} ids={ids} />}
      {open === 'pause' && <PauseDialog {...common} live={live} />}
    </section>
  );
}
