import { inChunks } from '../../temporal/listed-runs.js';
import type { WriteChanges } from '../../domain/merge.js';
import type { PlatformName } from '../../contract/names.js';
import type { OutcomeStore } from '../../ports/records.js';
import { table } from './terminal.js';
import {
  FIELDS,
  forEachField,
  labelIn,
  type FieldName,
  type NamedLabels,
} from '../../domain/verdict-fields.js';
import type { Verdict, VerdictSource } from '../../domain/verdict.js';
import type { ProcessTicketResult } from '../../contract/ticket.js';

/** A dry run's result beside the verdict that stands. */
export type ComparedResult = TicketResult & {
  /** Null: the dry run reached no verdict. */
  difference: VerdictDifference | null;
};

/** How many tickets of a dry run would get what. */
export interface DifferenceCounts {
  tickets: number;
  other: number;
  same: number;
  first: number;
  /** They would be left alone. */
  unchanged: number;
  skipped: number;
  failed: number;
}

/** Tickets whose rounds are read at once. */
const AT_ONCE = 20;
const ROWS_SHOWN = 100;

/** Sets the results of a dry run beside the verdicts that stand, as the statistics know them. */
export async function compared(
  outcomes: Pick<OutcomeStore, 'ofTicket'>,
  { tenant, platform }: { tenant: string; platform: PlatformName },
  results: readonly TicketResult[],
): Promise<ComparedResult[]> {
  const compare = async (result: TicketResult): Promise<ComparedResult> => {
    if (result.kind !== 'dryRun') return { ...result, difference: null };
    const rounds = await outcomes.ofTicket({ tenant, platform, ticketId: result.ticketId });
    const standing = rounds.find(({ kind, verdict }) => kind === 'updated' && verdict !== null);
    return { ...result, difference: verdictDifference(standing?.verdict ?? null, result) };
  };
  return inChunks(results, AT_ONCE, compare);
}

/** Counts what they would get. */
export function differenceCounts(results: readonly ComparedResult[]): DifferenceCounts {
  const counted = (fits: (result: ComparedResult) => boolean) => results.filter(fits).length;
  return {
    tickets: results.length,
    other: counted(({ difference }) => difference?.kind === 'other'),
    same: counted(({ difference }) => difference?.kind === 'same'),
    first: counted(({ difference }) => difference?.kind === 'first'),
    unchanged: counted(({ kind }) => kind === 'unchanged'),
    skipped: counted(({ kind }) => kind === 'skipped'),
    failed: counted(({ kind }) => kind === 'failed'),
  };
}

/** The first hundred of them as a table, and a line that counts all. */
export function differenceTable(results: readonly ComparedResult[]): string {
  if (results.length === 0) return 'no ticket fits';
  const titles = FIELDS.map(({ title }) => title.toLowerCase());
  const heading = ['ticket', ...titles, 'by', 'tags', 'priority'];
  const rows = results.slice(0, ROWS_SHOWN).map(row);
  const more = results.length - rows.length;
  return [
    table([heading, ...rows]),
    ...(more > 0 ? [`and ${more} more`] : []),
    countsText(differenceCounts(results)),
  ].join('\n');
}

function row(result: ComparedResult): string[] {
  const { ticketId, kind, difference } = result;
  if (difference === null || kind !== 'dryRun')
    return [
      ticketId,
      'why' in result ? `${kind}: ${result.why}` : kind,
      ...Array<string>(FIELDS.length + 2).fill(''),
    ];
  const { changes } = result.write;
  return [
    ticketId,
    ...FIELDS.map(({ name }) => change(difference[name])),
    change(difference.source),
    tags(changes),
    priority(changes),
  ];
}

const change = ({ from, to }: Change<string>): string =>
  from === to ? (to ?? '-') : `${from ?? '-'} → ${to ?? '-'}`;

const tags = (changes: WriteChanges): string =>
  [...changes.addedTags.map((tag) => `+${tag}`), ...changes.removedTags.map((tag) => `-${tag}`)].join(' ') ||
  'as they are';

const priority = (changes: WriteChanges): string =>
  changes.priority === null ? 'as it is' : change(changes.priority);

function countsText({ tickets, other, same, first, ...rest }: DifferenceCounts): string {
  const further = Object.entries(rest).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
  const told = [`${other} another verdict`, `${same} the same`, `${first} a first one`];
  return `${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}: ${[...told, ...further].join(', ')}; nothing was written`;
}

/** The labels of a verdict, and who gave it. */
export type VerdictLabels = NamedLabels & { source: VerdictSource };

/** What a value was and would be; null where there is none, or none is known. */
export interface Change<Value> {
  from: Value | null;
  to: Value | null;
}

/** The verdict that stands on a ticket beside the one that it would get. No text. */
export interface VerdictDifference extends Record<FieldName, Change<string>> {
  /** `first`: none is known to stand. `same`: labels and source are those that stand. */
  kind: 'first' | 'same' | 'other';
  source: Change<VerdictSource>;
}

/** Compares the verdict that stands with a new one. Summaries are not compared: the old one is kept nowhere but in its note. */
export function verdictDifference(
  old: VerdictLabels | null,
  { analysis, source }: { analysis: Verdict; source: VerdictSource },
): VerdictDifference {
  const labels = forEachField('name', (field) => ({
    from: (old && labelIn(old, field)) ?? null,
    to: labelIn(analysis, field) ?? null,
  }));
  const changes = { ...labels, source: { from: old?.source ?? null, to: source } };
  const isSame = Object.values(changes).every(({ from, to }) => from === to);
  return { kind: old === null ? 'first' : isSame ? 'same' : 'other', ...changes };
}

/** How its run ended; `failed`: without a result. */
export type TicketResult = ProcessTicketResult | { ticketId: string; kind: 'failed'; why: string };
