/** Shannon entropy of a string in bits per character. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** True for text that stands in for a secret: masks, templates, references to where the secret is kept. */
export function isStandIn(value: string): boolean {
  return (
    /^[^A-Za-z0-9]*$/.test(value) ||
    /(.)\1{5,}/.test(value) ||
    /^(?:\$|%\w+%|\{|<|\[|@\{|`|#\{)/.test(value) ||
    /\$\{|\{\{|process\.env|os\.environ|getenv|secrets\./i.test(value) ||
    /(?:^|[-_.])(?:your|my|insert|replace|change|example|sample|dummy|placeholder|redacted|todo|here)(?:$|[-_.])/i.test(
      value,
    ) ||
    /(?:your|insert|replace|enter|change)_?-?(?:me|this|your|the|api|key|token|secret|password|here)/i.test(
      value,
    )
  );
}
