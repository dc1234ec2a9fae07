import type { SessionAnswer } from '../../src/gateway/api/wire.js';
import { Mark } from './mark.js';
import { RangeChoice } from './range-choice.js';
import type { View } from './view.js';

/** Whose figures of which time, and who is looking. */
export function Header({
  session,
  view,
  changeView,
  isConnected,
  onLogOut,
}: {
  session: SessionAnswer;
  view: View;
  changeView: (change: Partial<View>) => void;
  isConnected: boolean;
  onLogOut: () => void;
}) {
  const { tenants, role } = session;
  return (
    <header class="top">
      <div class="title">
        <Mark />
        <h1>Ticket processor</h1>
        <span class={`connection ${isConnected ? 'good' : 'waiting'}`} role="status">
          {isConnected ? 'Live' : 'Connecting …'}
        </span>
      </div>
      <div class="choices">
        {tenants.length > 1 && (
          <label>
            <span class="unseen">Tenant</span>
            <select
              name="tenant"
              value={view.tenant}
              onChange={({ currentTarget }) => changeView({ tenant: currentTarget.value })}
            >
              <option value="">All tenants</option>
              {tenants.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <RangeChoice range={view.range} onChange={(range) => changeView({ range })} />
        <button type="button" class="quiet" onClick={onLogOut} title={`You are logged in as ${role}`}>
          Log out
        </button>
      </div>
    </header>
  );
}
