import { SingleBar } from 'cli-progress';
import { colors } from './colors.js';

/** How many of those known are done, and what else is worth telling, in a few words each. */
export interface Progress {
  done: number;
  total: number;
  details: readonly string[];
}

/** Shows progress until it is stopped. */
export interface ProgressView {
  show(progress: Progress): void;
  stop(): void;
}

/** For output that a machine reads. */
export const NO_PROGRESS: ProgressView = { show: () => undefined, stop: () => undefined };

const LINE_EVERY_MS = 2_000;

/** A bar on a terminal; elsewhere plain lines that begin with what it is that progresses, at most one in 2 s. */
export function createProgressView(output: NodeJS.WriteStream, what: string): ProgressView {
  return output.isTTY ? barView(output) : lineView(output, what);
}

function barView(stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({
    stream,
    format: `${colors.cyan('{bar}')} {value}/{total} tickets{details} · {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    gracefulExit: false,
  });
  bar.start(0, 0, { details: '' });
  return {
    show({ done, total, details }) {
      bar.setTotal(total);
      bar.update(done, { details: details.map((detail) => ` · ${detail}`).join('') });
    },
    stop: () => bar.stop(),
  };
}

function lineView(output: NodeJS.WriteStream, what: string): ProgressView {
  let shownAtMs = 0;
  let shown = '';
  let latest = '';
  const print = () => {
    if (latest === shown) return;
    output.write(`${latest}\n`);
    shown = latest;
  };
  return {
    show({ done, total, details }) {
      latest = `${what}: ${[`${done}/${total} tickets`, ...details].join(', ')}`;
      if (Date.now() - shownAtMs < LINE_EVERY_MS) return;
      shownAtMs = Date.now();
      print();
    },
    stop: print,
  };
}
