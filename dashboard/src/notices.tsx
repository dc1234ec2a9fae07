import type { Asked } from './use-asked.js';
import type { Live } from './use-live.js';

/** What is wrong, and what still holds. */
export function Notices({
  overview,
  series,
  live,
  onRetry,
}: {
  overview: Asked<unknown>;
  series: Asked<unknown>;
  live: Live;
  onRetry: () => void;
}) {
  const error = overview.error ?? series.error;
  const troubled = live.now?.tenants.filter(({ error: trouble }) => trouble !== null) ?? [];
  return (
    <div class="notices">
      {error !== null && (
        <div class="notice bad" role="alert">
          <p>
            <b>The figures cannot be loaded.</b> {error}{' '}
            {overview.value !== null && 'What you see is from before.'}
          </p>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      {troubled.length > 0 && (
        <div class="notice bad" role="alert">
          <p>
            <b>{[...new Set(troubled.map(({ error: trouble }) => trouble))].join('; ')}.</b>{' '}
            {troubled.length === live.now?.tenants.length
              ? 'Figures and tickets are from the statistics and stay here; the state of scans and queues is not known, and actions have to wait.'
              : `This concerns ${troubled.map(({ tenant }) => tenant).join(', ')}.`}
          </p>
        </div>
      )}
    </div>
  );
}
