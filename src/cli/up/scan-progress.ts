import type { ScanProgress } from '../../contract/scan.js';
import type { Progress } from '../terminal/terminal.js';

/** The counters of scans as one progress: of the tickets they know of so far. */
export function scanProgress(scans: readonly ScanProgress[]): Progress {
  const sum = (count: (scan: ScanProgress) => number) => scans.reduce((all, scan) => all + count(scan), 0);
  return {
    done: sum(
      ({ updated, unchanged, dryRun, skipped, failed, parked }) =>
        updated + unchanged + dryRun + skipped + failed + parked,
    ),
    total: sum(({ started, pending }) => started + pending),
    details: [
      `${sum(({ listed }) => listed)} listed`,
      `by rules ${sum(({ fallback }) => fallback)}`,
      `failed ${sum(({ failed }) => failed)}`,
    ],
  };
}
