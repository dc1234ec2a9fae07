import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { forEachField, VERDICT_FIELDS } from '../../src/domain/verdict-fields.js';
import type { EvalCase, EvalSet } from './cases.js';

const ownCase = z.object({
  subject: z.string().default(''),
  description: z.string().default(''),
  ...forEachField('key', ({ labels }) => z.enum(labels).optional()),
});

/** A set in our own form, one labelled ticket a line. @throws when a line is not of that form, naming the line. */
export function readOwnSet(file: string): EvalSet {
  const cases = jsonLines(file).map((line, index) => {
    const parsed = ownCase.safeParse(line);
    if (!parsed.success)
      throw new Error(`${file}:${index + 1} is no labelled ticket: ${z.prettifyError(parsed.error)}`);
    return Object.fromEntries(
      Object.entries(parsed.data).filter(([, value]) => value !== undefined),
    ) as unknown as EvalCase;
  });
  return { name: basename(file, '.jsonl'), cases };
}

type Reader = (row: Record<string, unknown>) => EvalCase | null;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const REFUND_INTENTS: ReadonlySet<string> = new Set(['request_refund', 'Refund_not_showing_up']);
/** Whether these are refunds can be argued either way, so they are left out. */
const ARGUABLE_INTENTS: ReadonlySet<string> = new Set(['transaction_charged_twice']);

/** Public collections and how their labels read in our words. */
const PUBLIC_SETS: Record<string, Reader> = {
  'nlbse24-issues': (row) => {
    const label = text(row.label);
    return {
      subject: text(row.title),
      description: text(row.body),
      root_cause: label === 'bug' || label === 'feature' ? label : 'other',
    };
  },
  banking77: (row) => {
    const intent = text(row.label);
    if (ARGUABLE_INTENTS.has(intent)) return null;
    const isRefund = REFUND_INTENTS.has(intent);
    return {
      subject: '',
      description: text(row.text),
      ...(isRefund ? { root_cause: 'refund' } : { not_root_cause: 'refund' }),
    };
  },
  clinc150: (row) => ({ subject: '', description: text(row.text), root_cause: 'other' }),
  'airline-sentiment': (row) => ({
    subject: '',
    description: text(row.text),
    sentiment: z.enum(VERDICT_FIELDS.sentiment.labels).parse(row.sentiment),
  }),
  'multilingual-tickets': (row) => {
    const tags = z.array(z.string()).catch([]).parse(row.tags);
    const named = (['bug', 'feature', 'refund'] as const).filter((cause) =>
      tags.some((tag) => tag.toLowerCase() === cause),
    );
    const [only] = named;
    return {
      subject: text(row.subject),
      description: text(row.body),
      urgency: z.enum(VERDICT_FIELDS.urgency.labels).parse(row.priority),
      slice: text(row.language),
      ...(named.length === 1 && only !== undefined ? { root_cause: only } : {}),
    };
  },
};

/** The public collections that are in the folder, and the names of those that are not. */
export function readPublicSets(folder: string): { sets: EvalSet[]; absent: string[] } {
  const entries = Object.entries(PUBLIC_SETS).map(([name, read]) => ({
    name,
    read,
    file: join(folder, `${name}.jsonl`),
  }));
  return {
    sets: entries
      .filter(({ file }) => existsSync(file))
      .map(({ name, read, file }) => ({
        name,
        cases: jsonLines(file).flatMap((row) => read(row as Record<string, unknown>) ?? []),
      })),
    absent: entries.filter(({ file }) => !existsSync(file)).map(({ name }) => name),
  };
}

function jsonLines(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}
