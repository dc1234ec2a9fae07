import type { Labels } from '../../src/domain/verdict-fields.js';

/** A text with the labels somebody gave it; fields that nobody labelled are absent. */
export interface EvalCase extends Partial<Labels> {
  subject: string;
  description: string;
  /** The right root cause is known not to be this one, and nothing more is known. */
  not_root_cause?: Labels['root_cause'];
  /** Scored separately as well: a language, a kind of question. */
  slice?: string;
}

/** Labelled texts under one name. */
export interface EvalSet {
  name: string;
  cases: EvalCase[];
}

/** Every n-th case, so that a limited run still sees the whole of a sorted file. Deterministic. */
export function sample(cases: readonly EvalCase[], limit: number): EvalCase[] {
  if (cases.length <= limit) return [...cases];
  return Array.from(
    { length: limit },
    (_, index) => cases[Math.floor((index * cases.length) / limit)],
  ).filter((item) => item !== undefined);
}
