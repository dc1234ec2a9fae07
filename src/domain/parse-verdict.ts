import { z } from 'zod';
import { findJsonObject } from './json-object.js';
import { NO_CATEGORY } from './prompt/categories.js';
import { cleanSummary } from './summary.js';
import { ASKED_ROOT_CAUSES, rootCauseOf } from './prompt/asked-root-causes.js';
import { SENTIMENTS, URGENCIES, type Verdict } from './verdict.js';

/** A verdict, or why the answer is none. The reason never quotes the answer. */
export type ParsedVerdict =
  | {
      kind: 'verdict';
      verdict: Verdict;
      /** What the model says of its own certainty, 0 to 1; absent when it says nothing that can be read. */
      statedConfidence?: number;
    }
  | {
      kind: 'unusable';
      reason: string;
      /** No server that holds its answers to the schema gives such a one. */
      breaksSchema: boolean;
    };

/** Case and surrounding space are forgiven; any other deviation would have to be guessed at. */
const label = <const L extends readonly string[]>(labels: L) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim().toLowerCase() : value), z.enum(labels));

/** Percent; anything else is no statement. */
const statedConfidence = z
  .object({ confidence: z.number().int().min(0).max(100) })
  .transform(({ confidence }) => confidence / 100)
  .nullable()
  .catch(null);

const verdictSchema = z.object({
  summary: z.string().transform(cleanSummary).pipe(z.string().min(1)),
  root_cause: label(ASKED_ROOT_CAUSES).transform(rootCauseOf),
  urgency: label(URGENCIES),
  sentiment: label(SENTIMENTS),
});

/**
 * Reads a model's answer. Tolerates words or a code fence around exactly one JSON object, further fields in it,
 * and wrong case or space around its labels. Never throws; linear in the length of the answer.
 * @param categories names of the categories that were asked for; then one of them, or `none`, must be there.
 */
export function parseVerdict(text: string, categories: readonly string[] = []): ParsedVerdict {
  const found = findJsonObject(text);
  if (found.kind === 'none') return { kind: 'unusable', reason: found.reason, breaksSchema: true };
  const parsed = verdictSchema.safeParse(found.value);
  const category = categories.length === 0 ? null : categorySchema(categories).safeParse(found.value);
  const issues = [...(parsed.error?.issues ?? []), ...(category?.error?.issues ?? [])];
  if (!parsed.success || category?.success === false) {
    const fields = [...new Set(issues.map(({ path }) => String(path[0])))];
    return {
      kind: 'unusable',
      reason: `the answer lacks a valid ${fields.join(', ')}`,
      breaksSchema: fields.some((field) => field !== 'summary'),
    };
  }
  const name = category?.data.category ?? NO_CATEGORY;
  const stated = statedConfidence.parse(found.value);
  return {
    kind: 'verdict',
    verdict: name === NO_CATEGORY ? parsed.data : { ...parsed.data, category: name },
    ...(stated === null ? {} : { statedConfidence: stated }),
  };
}

const categorySchema = (categories: readonly string[]) =>
  z.object({ category: label([...categories, NO_CATEGORY]) });
