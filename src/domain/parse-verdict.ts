import { z } from 'zod';
import { findJsonObject } from './json-object.js';
import { cleanSummary } from './summary.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES, type Verdict } from './verdict.js';

/** A verdict, or why the answer is none. The reason never quotes the answer. */
export type ParsedVerdict = { kind: 'verdict'; verdict: Verdict } | { kind: 'unusable'; reason: string };

/** Case and surrounding space are forgiven; any other deviation would have to be guessed at. */
const label = <const L extends readonly [string, ...string[]]>(labels: L) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim().toLowerCase() : value), z.enum(labels));

const verdictSchema = z.object({
  summary: z.string().transform(cleanSummary).pipe(z.string().min(1)),
  root_cause: label(ROOT_CAUSES),
  urgency: label(URGENCIES),
  sentiment: label(SENTIMENTS),
});

/**
 * Reads a model's answer. Tolerates words or a code fence around exactly one JSON object, further fields in it,
 * and wrong case or space around its labels. Never throws; linear in the length of the answer.
 */
export function parseVerdict(text: string): ParsedVerdict {
  const found = findJsonObject(text);
  if (found.kind === 'none') return { kind: 'unusable', reason: found.reason };
  const parsed = verdictSchema.safeParse(found.value);
  if (parsed.success) return { kind: 'verdict', verdict: parsed.data };
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  return { kind: 'unusable', reason: `the answer lacks a valid ${fields.join(', ')}` };
}
