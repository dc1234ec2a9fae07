/** A piece of a model's answer, how likely it was, and what else might have stood there. */
export interface TokenProbability {
  text: string;
  /** Natural logarithm of the probability, 0 or below. */
  logprob: number;
  /** The likeliest tokens at this place, mostly with the one chosen. */
  alternatives: readonly { text: string; logprob: number }[];
}

/**
 * How probable the model took the label that it chose for a field, among all labels of the field: 0 to 1; null when
 * that cannot be told (the field is not there once, or its value is no label).
 *
 * A label may be cut into tokens anywhere, and a token may hold the quote before it. At each token only what leads to
 * some label counts, so that spaces and other spellings of an answer that the schema rules out take nothing away. Case is ignored, as
 * in the parsing of the answer.
 */
export function labelProbability(
  tokens: readonly TokenProbability[],
  field: string,
  labels: readonly string[],
): number | null {
  const texts = tokens.map(({ text }) => text.toLowerCase());
  const opening = valueOpening(texts.join(''), field);
  if (opening === null) return null;
  const [index, offset] = placeOf(texts, opening);
  let probability = 1;
  let written = '';
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at] as TokenProbability;
    const skipped = at === index ? (texts[at] as string).slice(0, offset) : '';
    const candidates = labels.filter((label) => leadsTo(label, written));
    const chosen = written + (texts[at] as string).slice(skipped.length);
    const meant = candidates.filter((label) => leadsTo(label, chosen));
    if (meant.length === 0) return null;
    probability *= shareOf(token, { skipped, written, meant, candidates });
    written = chosen;
    if (meant.length === 1) return probability;
  }
  return null;
}

/** Where the string value of a field begins; null unless the field is there exactly once. */
function valueOpening(text: string, field: string): number | null {
  const found = [...text.matchAll(new RegExp(`(?<!\\\\)"${field}"\\s{0,9}:\\s{0,9}"\\s{0,9}`, 'g'))];
  const [only] = found;
  return found.length === 1 && only !== undefined ? only.index + only[0].length : null;
}

function placeOf(texts: readonly string[], position: number): [index: number, offset: number] {
  let start = 0;
  for (const [index, text] of texts.entries()) {
    if (position < start + text.length) return [index, position - start];
    start += text.length;
  }
  return [texts.length, 0];
}

/** True while what is written is a beginning of the label, or the label with more behind its closing quote. */
const leadsTo = (label: string, written: string): boolean =>
  label.startsWith(written) || written.startsWith(`${label}"`) || written.trimEnd() === label;

interface Step {
  /** What the token holds before the label. */
  skipped: string;
  written: string;
  meant: readonly string[];
  candidates: readonly string[];
}

/** The share of what leads to the labels meant, in all that leads to any label. */
function shareOf(token: TokenProbability, { skipped, written, meant, candidates }: Step): number {
  const known = token.alternatives.some(({ text }) => text === token.text)
    ? token.alternatives
    : [token, ...token.alternatives];
  let right = 0;
  let all = 0;
  for (const { text, logprob } of known) {
    const lower = text.toLowerCase();
    if (!lower.startsWith(skipped) || lower.length === skipped.length) continue;
    const leads = (label: string): boolean => leadsTo(label, written + lower.slice(skipped.length));
    const probability = Math.exp(logprob);
    if (meant.some(leads)) right += probability;
    if (candidates.some(leads)) all += probability;
  }
  return all === 0 ? 0 : right / all;
}
