import type { ScanProgress } from '../contract/scan.js';
import type { Progress } from '../terminal/progress.js';

/** A scan's counters as progress: of the tickets it knows of so far. */
export function scanProgress(progress: ScanProgress): Progress {
  const { started, pending, listed, fallback } = progress;
  const { updated, unchanged, dryRun, skipped, failed, parked } = progress;
  return {
    done: updated + unchanged + dryRun + skipped + failed + parked,
    total: started + pending,
    details: [`${listed} listed`, `by rules ${fallback}`, `failed ${failed}`],
  };
}
