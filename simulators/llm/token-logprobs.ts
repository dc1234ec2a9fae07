interface Options {
  /** Where the labels of each field are found. */
  schema: Record<string, unknown> | null;
  /** Probability of each label that was chosen. */
  certainty: number;
  /** How many of the likeliest tokens are told at each place. */
  likeliest: number;
}

/** Names, punctuation and single words, as a tokenizer cuts JSON; a label is cut behind its third letter. */
const TOKEN = /\w{1,3}|\s+|[^\w\s]+/gu;
const NEARLY_CERTAIN = 0.9999;

/**
 * The probabilities of an answer's tokens in the vendor's form. Labels have the certainty asked for, the other labels
 * of their field share the rest, and everything else is nearly certain.
 */
export function tokenLogprobs(content: string, { schema, certainty, likeliest }: Options) {
  const properties = (schema?.['properties'] ?? {}) as Record<string, { enum?: string[] }>;
  const labelStarts = new Map<number, { chosen: string; others: string[] }>();
  for (const [name, { enum: labels = [] }] of Object.entries(properties)) {
    const found = new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(content);
    const chosen = found?.[1];
    if (found === null || chosen === undefined || !labels.includes(chosen)) continue;
    const others = labels.filter((label) => label !== chosen);
    labelStarts.set(found.index + found[0].length - chosen.length - 1, { chosen, others });
  }
  const tokens = [...content.matchAll(TOKEN)].map(({ 0: token, index }) => {
    const label = labelStarts.get(index);
    if (label === undefined) return told(token, NEARLY_CERTAIN, []);
    const share = (1 - certainty) / Math.max(1, label.others.length);
    return told(
      token,
      certainty,
      label.others.map((other) => ({ token: other.slice(0, 3), probability: share })),
    );
  });
  return {
    content: tokens.map(({ top_logprobs, ...token }) => ({
      ...token,
      top_logprobs: top_logprobs.slice(0, likeliest),
    })),
    refusal: null,
  };
}

function told(token: string, probability: number, others: { token: string; probability: number }[]) {
  const one = (text: string, share: number) => ({
    token: text,
    logprob: share === 0 ? -9999 : Math.log(share),
    bytes: [...Buffer.from(text)],
  });
  return {
    ...one(token, probability),
    top_logprobs: [
      one(token, probability),
      ...others.map((other) => one(other.token, other.probability)),
    ].sort((left, right) => right.logprob - left.logprob),
  };
}
