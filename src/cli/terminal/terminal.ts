import { styleText } from 'node:util';
import { SingleBar } from 'cli-progress';

/** How many of those known are done, and what else is worth telling, in a few words each. */
export interface Progress {
  done: number;
  total: number;
  details: readonly string[];
}

/** Shows progress until it is stopped. */
interface ProgressView {
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

/** Rows of a table with aligned columns; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_heading, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [heading = [], ...body] = rows;
  return [colors.bold(line(heading)), ...body.map(line)].join('\n');
}

/** Whether text for people is coloured, by what is written to and by https://no-color.org and https://force-color.org. */
export function wantsColors(output: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  return Boolean(env['FORCE_COLOR']) || (output.isTTY === true && env['TERM'] !== 'dumb');
}

// eslint-disable-next-line no-restricted-properties -- a convention of terminals, not a setting of this product
const COLORED = wantsColors(process.stdout, process.env);

/** Not by the rule of `styleText`, which is another in each version of Node. */
const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  COLORED ? styleText(format, text, { validateStream: false }) : text;

export const colors = {
  bold: style('bold'),
  cyan: style('cyan'),
  gray: style('gray'),
  green: style('green'),
  red: style('red'),
  yellow: style('yellow'),
};
