import { z } from 'zod';
import { NO_CATEGORY } from './prompt/categories.js';
import { cleanSummary } from './summary.js';
import { answersOf, forEachField, type NamedField } from './verdict-fields.js';
import type { Verdict } from './verdict.js';

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
const label = (labels: readonly string[]) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim().toLowerCase() : value), z.enum(labels));

const answer = (field: NamedField): z.ZodType<string | undefined> => {
  const read = label(answersOf(field)).transform((given) => field.alsoAnswered?.[given] ?? given);
  return field.isOptional === true ? read.optional() : read;
};

/** Percent; anything else is no statement. */
const statedConfidence = z
  .object({ confidence: z.number().int().min(0).max(100) })
  .transform(({ confidence }) => confidence / 100)
  .nullable()
  .catch(null);

const verdictSchema = z.object({
  summary: z.string().transform(cleanSummary).pipe(z.string().min(1)),
  ...forEachField('key', answer),
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
  const verdict = parsed.data as Verdict;
  const name = category?.data.category ?? NO_CATEGORY;
  const stated = statedConfidence.parse(found.value);
  return {
    kind: 'verdict',
    verdict: name === NO_CATEGORY ? verdict : { ...verdict, category: name },
    ...(stated === null ? {} : { statedConfidence: stated }),
  };
}

const categorySchema = (categories: readonly string[]) =>
  z.object({ category: label([...categories, NO_CATEGORY]) });

/** The one JSON object in a text, or why there is none to be had. */
export type FoundObject =
  { kind: 'object'; value: Record<string, unknown> } | { kind: 'none'; reason: string };

const REASONING = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;

/**
 * Finds the JSON object in a model's answer: alone, fenced, or between words. More than one is none, because
 * choosing would be guessing. Linear in the length of the text; never throws. Reasons never quote the text.
 */
export function findJsonObject(answer: string): FoundObject {
  const text = answer.replace(REASONING, '').trim();
  const whole = parsedObject(text);
  if (whole !== null) return { kind: 'object', value: whole };
  const objects: Record<string, unknown>[] = [];
  for (const piece of bracedPieces(text)) {
    const value = parsedObject(piece);
    if (value !== null) objects.push(value);
    if (objects.length > 1) return { kind: 'none', reason: 'the answer has more than one JSON object' };
  }
  const [only] = objects;
  return only === undefined
    ? { kind: 'none', reason: 'the answer has no complete JSON object' }
    : { kind: 'object', value: only };
}

/** Outermost `{…}` stretches; braces inside JSON strings do not count. */
function* bracedPieces(text: string): Generator<string> {
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = depth > 0;
    else if (character === '{') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) yield text.slice(start, index + 1);
    }
  }
}

function parsedObject(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
