import { inChunks } from '../../temporal/listed-runs.js';
import type { WriteChanges } from '../../domain/merge.js';
import type { PlatformName } from '../../contract/names.js';
import type { OutcomeStore } from '../../ports/records.js';
import { table } from './terminal.js';
import type { RootCause, Sentiment, Urgency, Verdict, VerdictSource } from '../../domain/verdict.js';
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
  const heading = ['ticket', 'root cause', 'urgency', 'sentiment', 'by', 'tags', 'priority'];
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
    return [ticketId, 'why' in result ? `${kind}: ${result.why}` : kind, '', '', '', '', ''];
  const { rootCause, urgency, sentiment, source } = difference;
  const { changes } = result.write;
  return [ticketId, ...[rootCause, urgency, sentiment, source].map(change), tags(changes), priority(changes)];
}

const change = ({ from, to }: { from: string | null; to: string }): string =>
  from === to ? to : `${from ?? '-'} → ${to}`;

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
export interface VerdictLabels {
  source: VerdictSource;
  rootCause: RootCause;
  urgency: Urgency;
  sentiment: Sentiment;
}

/** What a value was and would be; `from` is null where there was no verdict, or none is known. */
export interface Change<Value> {
  from: Value | null;
  to: Value;
}

/** The verdict that stands on a ticket beside the one that it would get. No text. */
export interface VerdictDifference {
  /** `first`: none is known to stand. `same`: labels and source are those that stand. */
  kind: 'first' | 'same' | 'other';
  rootCause: Change<RootCause>;
  urgency: Change<Urgency>;
  sentiment: Change<Sentiment>;
  source: Change<VerdictSource>;
}

/** Compares the verdict that stands with a new one. Summaries are not compared: the old one is kept nowhere but in its note. */
export function verdictDifference(
  old: VerdictLabels | null,
  { analysis, source }: { analysis: Verdict; source: VerdictSource },
): VerdictDifference {
  const changes = {
    rootCause: { from: old?.rootCause ?? null, to: analysis.root_cause },
    urgency: { from: old?.urgency ?? null, to: analysis.urgency },
    sentiment: { from: old?.sentiment ?? null, to: analysis.sentiment },
    source: { from: old?.source ?? null, to: source },
  };
  const isSame = Object.values(changes).every(({ from, to }) => from === to);
  return { kind: old === null ? 'first' : isSame ? 'same' : 'other', ...changes };
}

/** How its run ended; `failed`: without a result. */
export type TicketResult = ProcessTicketResult | { ticketId: string; kind: 'failed'; why: string };
