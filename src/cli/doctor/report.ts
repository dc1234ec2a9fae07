import type { CheckResult, CheckStatus } from './check.js';

/** Everything that was found about one tenant. */
export interface DoctorReport {
  tenant: string;
  /** `error` when any check failed, else `warning` when any warns. */
  status: 'ok' | 'warning' | 'error';
  counts: Record<CheckStatus, number>;
  checks: CheckResult[];
}

export function reportOf(tenant: string, checks: CheckResult[]): DoctorReport {
  const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  const counts = {
    ok: count('ok'),
    warning: count('warning'),
    error: count('error'),
    skipped: count('skipped'),
  };
  const status = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : 'ok';
  return { tenant, status, counts, checks };
}
