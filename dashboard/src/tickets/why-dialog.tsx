import type { WhyAnswer } from '../../../src/gateway/api/wire.js';
import { ask } from '../api-client.js';
import { Dialog } from '../dialog.js';
import { ago } from '../format.js';
import { useAsked } from '../use-asked.js';
import { RoundStory } from './round-story.js';

/** Why a ticket is as it is: every round that is known of it, without any of its text. */
export function WhyDialog({
  tenant,
  ticketId,
  onClose,
}: {
  tenant: string;
  ticketId: string;
  onClose: () => void;
}) {
  const path = `/tenants/${encodeURIComponent(tenant)}/tickets/${encodeURIComponent(ticketId)}`;
  const { value, error } = useAsked((signal) => ask<WhyAnswer>(path, {}, signal), { key: path });
  return (
    <Dialog title={`Why: ticket ${ticketId}`} onClose={onClose}>
      {error !== null && (
        <p class="notice bad" role="alert">
          {error}
        </p>
      )}
      {value === null && error === null && <p class="soft">Looking it up …</p>}
      {value !== null && (
        <>
          <p class="soft">
            Tenant {tenant}.{' '}
            <a href={value.helpDeskUrl} target="_blank" rel="noreferrer">
              Open in the help desk
            </a>
          </p>
          {value.open !== null && (
            <p class="state warn">
              A run is at work on it since {ago(value.open.startedAt, new Date())}.{' '}
              {value.open.runUrl !== null && (
                <a href={value.open.runUrl} target="_blank" rel="noreferrer">
                  See the run
                </a>
              )}
            </p>
          )}
          {value.rounds.length === 0 && <p>Nothing is known of this ticket.</p>}
          <ol class="rounds">
            {value.rounds.map((round) => (
              <li key={`${round.runId}/${round.round}`}>
                <RoundStory round={round} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}
