const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
};

/** Elements that the vendor keeps in what it is sent. */
const KEPT = new Set(
  'a b blockquote br code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong table tbody td th thead tr u ul'.split(
    ' ',
  ),
);
const DROPPED_WITH_CONTENT = /<!--[^]*?-->|<(script|style|title)\b[^>]*>[^]*?<\/\1\s*>/gi;
const TAG = /<\/?([a-z][a-z0-9]*)\b[^<>]*>/gi;
const ENTITY = /&(?:#x([0-9a-f]{1,5})|#(\d{1,6})|([a-z]+));/gi;
const UNSAFE_ATTRIBUTE = /\s(?:on|data-)[\w-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** A message as the vendor keeps it: in one `div`, line ends of a plain text as breaks. */
export function htmlOf(body: string, { isHtml }: { isHtml: boolean }): string {
  const escaped = body.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
  return `<div>${isHtml ? sanitized(body) : escaped.replaceAll('\n', '<br>')}</div>`;
}

/**
 * HTML without what the vendor takes out: comments, scripts, styles, handlers, data attributes, and every element it
 * does not know, such as an address in unescaped angle brackets.
 */
function sanitized(html: string): string {
  return html
    .replace(DROPPED_WITH_CONTENT, '')
    .replace(TAG, (tag, name: string) =>
      KEPT.has(name.toLowerCase()) ? tag.replace(UNSAFE_ATTRIBUTE, '') : '',
    );
}

/** The plain text that the vendor makes from HTML: one line, every element a blank at most. */
export function textOf(html: string): string {
  return html
    .replace(DROPPED_WITH_CONTENT, '')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h\d)\b[^<>]*>/gi, ' ')
    .replace(TAG, '')
    .replace(ENTITY, decoded)
    .trim();
}

function decoded(entity: string, hexadecimal?: string, decimal?: string, name = ''): string {
  if (hexadecimal !== undefined) return String.fromCodePoint(parseInt(hexadecimal, 16));
  if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
  return ENTITIES[name.toLowerCase()] ?? entity;
}
