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
