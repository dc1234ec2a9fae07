import { colors } from '../terminal/terminal.js';

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

/**
 * How one thing is. `error`: it does not work and will not by itself. `warning`: it works, or the next start mends it,
 * but somebody should know. `skipped`: it could not be looked at.
 */
type CheckStatus = 'ok' | 'warning' | 'error' | 'skipped';

/** What kind of error: it decides the exit code. */
export type Fault = 'configuration' | 'unreachable' | 'failed';

/** What a check found. */
export interface Finding {
  status: CheckStatus;
  /** One sentence without its full stop; no secrets, no ticket text. */
  found: string;
  /** What to do about it; null when it is ok. */
  advice: string | null;
  /** Set for errors. */
  fault?: Fault;
  /** What the sentence speaks of, one a line. */
  items?: string[];
  /** The figures and names of the sentence, for machines. */
  details?: Record<string, unknown>;
}

/** Looks at one thing without changing it. */
export interface Check {
  /** Lower case with underscores. */
  name: string;
  /** Checks before it in the list that must not have failed, or this one has nothing to look at. */
  needs?: readonly string[];
  run: () => Promise<Finding>;
}

export interface CheckResult extends Finding {
  name: string;
}

type Further = Pick<Finding, 'items' | 'details'>;

export const ok = (found: string, further: Further = {}): Finding => ({
  status: 'ok',
  found,
  advice: null,
  ...further,
});

export const warning = (found: string, advice: string, further: Further = {}): Finding => ({
  status: 'warning',
  found,
  advice,
  ...further,
});

export const error = (fault: Fault, found: string, advice: string, further: Further = {}): Finding => ({
  status: 'error',
  found,
  advice,
  fault,
  ...further,
});

export const skipped = (found: string, advice: string): Finding => ({ status: 'skipped', found, advice });

/** What workers make at their start and is not there while they run, somebody took away. */
export function missing(found: string, workers: number): Finding {
  return workers === 0
    ? warning(found, 'nothing: the next start of a worker makes it')
    : error(
        'failed',
        `${found}, though workers run`,
        'run `ticket-processor schedule apply`, and find out who removed it',
      );
}
