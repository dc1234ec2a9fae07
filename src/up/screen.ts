import { SingleBar } from 'cli-progress';
import pc from 'picocolors';
import type { ScanProgress } from '../contract.js';

/** Shows a scan's progress: a bar on a terminal, plain lines elsewhere. */
export interface ProgressView {
  show(progress: ScanProgress): void;
  stop(): void;
}

const LINE_EVERY_MS = 2_000;

const finished = ({ updated, unchanged, dryRun, skipped, failed, parked }: ScanProgress): number =>
  updated + unchanged + dryRun + skipped + failed + parked;
const expected = ({ started, pending }: ScanProgress): number => started + pending;

export function createProgressView(output: NodeJS.WriteStream): ProgressView {
  return output.isTTY ? barView(output) : lineView(output);
}

function barView(stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({
    stream,
    format: `${pc.cyan('{bar}')} {value}/{total} tickets · {listed} listed · by rules {fallback} · failed {failed} · {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    gracefulExit: false,
  });
  bar.start(0, 0, { listed: 0, fallback: 0, failed: 0 });
  return {
    show(progress) {
      bar.setTotal(expected(progress));
      bar.update(finished(progress), {
        listed: progress.listed,
        fallback: progress.fallback,
        failed: progress.failed,
      });
    },
    stop: () => bar.stop(),
  };
}

function lineView(output: NodeJS.WriteStream): ProgressView {
  let shownAtMs = 0;
  let shown = '';
  let latest = '';
  const print = () => {
    if (latest === shown) return;
    output.write(`${latest}\n`);
    shown = latest;
  };
  return {
    show(progress) {
      const { listed, fallback, failed } = progress;
      latest = `scan: ${finished(progress)}/${expected(progress)} tickets, ${listed} listed, by rules ${fallback}, failed ${failed}`;
      if (Date.now() - shownAtMs < LINE_EVERY_MS) return;
      shownAtMs = Date.now();
      print();
    },
    stop: print,
  };
}

/** Shows how many of a known number are done: a bar on a terminal, nothing elsewhere. */
export function createCountView(
  stream: NodeJS.WriteStream,
  total: number,
): { show(done: number): void; stop(): void } {
  if (!stream.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream,
    format: `${pc.cyan('{bar}')} {value}/{total} tickets`,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { show: (done) => bar.update(done), stop: () => bar.stop() };
}
