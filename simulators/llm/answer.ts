import { readSignals, type Signals } from './signals.js';

type JsonSchema = Record<string, unknown>;

const SUMMARIES: Record<Signals['root_cause'], string> = {
  bug: 'The customer reports that something in the product does not work.',
  feature: 'The customer asks for a change or an addition to the product.',
  refund: 'The customer asks for money back or disputes a charge.',
  other: 'The customer has a question or a message of a general kind.',
};

/** Fields that are always answered when no schema says otherwise. */
const DEFAULT_FIELDS = ['summary', 'root_cause', 'urgency', 'sentiment'];

/**
 * The verdict on a text as an object with the properties that a JSON schema asks for, each within its enum.
 * Never holds words of the text, so nothing personal comes back.
 */
export function answerFor(
  userText: string,
  schema: JsonSchema | null,
  certainty: number,
): Record<string, unknown> {
  const matter = matterOf(userText);
  const signals = readSignals(matter);
  const known: Record<string, string | number> = {
    confidence: Math.round(certainty * 100),
    ...signals,
    summary: `${SUMMARIES[signals.root_cause]} Urgency ${signals.urgency}, tone ${signals.sentiment}.`,
  };
  const properties = schema?.['properties'] as Record<string, JsonSchema> | undefined;
  const names = properties === undefined ? DEFAULT_FIELDS : Object.keys(properties);
  return Object.fromEntries(
    names.map((name) => [name, fitted(known[name], properties?.[name] ?? {}, matter)]),
  );
}

/** The value itself when the property allows it, else the closest thing that it does allow. */
function fitted(value: string | number | undefined, property: JsonSchema, matter: string): unknown {
  const allowed = property['enum'];
  if (Array.isArray(allowed))
    return allowed.includes(value) ? value : (allowed.find(isNamedIn(matter)) ?? (allowed.at(-1) as unknown));
  if (typeof value === 'number') return value;
  if (value !== undefined)
    return value.slice(0, (property['maxLength'] as number | undefined) ?? value.length);
  switch (property['type']) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return 'unknown';
  }
}

/** A label is named by a text that has each of its words. */
const isNamedIn =
  (text: string) =>
  (label: unknown): boolean =>
    String(label)
      .toLowerCase()
      .split('_')
      .every((word) => text.toLowerCase().includes(word));

/** What a prompt asks about: the block it fences with a tag, if it does, without the instructions around it. */
function matterOf(userText: string): string {
  const opening = /<([a-z][\w-]*)>/i.exec(userText);
  const end = opening === null ? -1 : userText.lastIndexOf(`</${opening[1]}>`);
  if (opening === null || end < opening.index) return userText;
  return userText.slice(opening.index + opening[0].length, end);
}
