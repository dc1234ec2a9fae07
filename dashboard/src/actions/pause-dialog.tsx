import { useState } from 'preact/hooks';
import type { LiveAnswer } from '../../../src/gateway/api/wire.js';
import { tell } from '../api-client.js';
import { ActionDialog } from './action-dialog.js';
import { TenantChoice } from './tenant-choice.js';
import { useAction, type ActionProps } from './use-action.js';

/** Lets a tenant rest, or go on. */
export function PauseDialog({
  tenants,
  first,
  live,
  onClose,
  onDone,
}: ActionProps & { live: LiveAnswer | null }) {
  const [tenant, setTenant] = useState(first);
  const [reason, setReason] = useState('');
  const paused = live?.tenants.find((one) => one.tenant === tenant)?.status?.pause ?? null;
  const action = useAction(async () => {
    await tell('POST', `/tenants/${tenant}/${paused === null ? 'pause' : 'resume'}`, { reason });
    onDone(paused === null ? `${tenant} is paused.` : `${tenant} goes on.`);
  });
  const title = paused === null ? 'Pause' : 'Resume';
  return (
    <ActionDialog {...{ title, action, confirm: title, onClose }}>
      <TenantChoice {...{ tenants, tenant, onChange: setTenant }} />
      <p class="soft">
        {paused === null
          ? 'No scan begins and webhooks are passed over until somebody resumes; tickets in work go on to their end. What comes meanwhile is found by the first scan afterwards.'
          : `Paused${paused.reason === '' ? '' : `: ${paused.reason}`}. Scans and webhooks begin again.`}
      </p>
      <label>
        Reason <span class="soft">(shown to everybody; no names of customers)</span>
        <input
          name="reason"
          required
          maxLength={80}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
    </ActionDialog>
  );
}
