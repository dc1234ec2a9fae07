import { colors } from '../terminal/colors.js';
import type { CheckResult, CheckStatus } from './check.js';
import type { DoctorReport } from './report.js';

const SYMBOLS: Record<CheckStatus, string> = {
  ok: colors.green('✓'),
  warning: colors.yellow('!'),
  error: colors.red('✗'),
  skipped: colors.gray('-'),
};
/** A symbol and a space. */
const SYMBOL_COLUMNS = 2;
const GAP = '  ';
/** Narrower than this, wrapping makes a text harder to read. */
const NARROWEST_TEXT = 40;

/** The report for a person: a line a check, what to do below it, the counts at the end. */
export function reportText({ tenant, counts, checks }: DoctorReport, columns: number): string {
  const nameColumns = Math.max(...checks.map(({ name }) => name.length));
  const indent = SYMBOL_COLUMNS + nameColumns + GAP.length;
  const layout = { nameColumns, indent, width: Math.max(NARROWEST_TEXT, columns - indent) };
  const { ok, warning, error, skipped } = counts;
  return [
    colors.bold(`Tenant ${tenant}`),
    ...checks.map((check) => checkText(check, layout)),
    '',
    `ok ${ok} · warnings ${warning} · errors ${error} · skipped ${skipped}`,
  ].join('\n');
}

interface Layout {
  nameColumns: number;
  indent: number;
  width: number;
}

function checkText(
  { name, status, found, items = [], advice }: CheckResult,
  { nameColumns, indent, width }: Layout,
): string {
  const lines = [
    ...wrap(status === 'skipped' ? `${found}; ${advice}` : found, width, ''),
    ...items.flatMap((item) => wrap(item, width, '· ')),
    ...(advice === null || status === 'skipped' ? [] : wrap(advice, width, '→ ')),
  ];
  const [first = '', ...rest] = lines;
  const label = name.replaceAll('_', ' ').padEnd(nameColumns);
  return [`${SYMBOLS[status]} ${label}${GAP}${first}`, ...rest.map((line) => ' '.repeat(indent) + line)].join(
    '\n',
  );
}

/** Breaks at spaces; the first line begins with `mark`, the others are set in by as much. Line breaks stay. */
function wrap(text: string, width: number, mark: string): string[] {
  const room = width - mark.length;
  const lines = text.split('\n').flatMap((paragraph) => {
    const broken = [''];
    for (const word of paragraph.split(' ')) {
      const line = broken.at(-1) as string;
      const longer = line === '' ? word : `${line} ${word}`;
      if (longer.length <= room || line === '') broken[broken.length - 1] = longer;
      else broken.push(word);
    }
    return broken;
  });
  return lines.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
}
