import { decodeEntities } from '../domain/text/html.js';

/** Elements that end a line of text. */
const BLOCKS = new Set(
  'address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
);
/** Elements whose content is not text. */
const UNREADABLE = new Set(['script', 'style', 'head', 'template']);

/**
 * The readable text of an HTML comment: tags, comments, scripts and styles go, blocks become lines, entities are
 * decoded. Reads the input once, so unclosed or nested rubbish costs no more than its length. No layout, no links.
 */
export function htmlToText(html: string): string {
  let text = '';
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    const end = open < 0 ? html.length : open;
    text += html.slice(position, end);
    if (open < 0) break;
    const markup = readMarkup(html, open);
    text += markup.text;
    position = markup.end;
  }
  return decodeEntities(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What the markup at `open` stands for, and where it ends. A lone `<` is text. */
function readMarkup(html: string, open: number): { text: string; end: number } {
  if (html.startsWith('<!--', open)) return { text: '', end: after(html, '-->', open + 4) };
  const tag = /^<[/!?]?([a-zA-Z][a-zA-Z0-9]*)?/.exec(html.slice(open, open + 40));
  const name = tag?.[1]?.toLowerCase() ?? '';
  if (name === '' && !/^<[/!?]/.test(html.slice(open, open + 2))) return { text: '<', end: open + 1 };
  const end = after(html, '>', open);
  if (UNREADABLE.has(name) && html[open + 1] !== '/') return { text: '', end: afterElement(html, name, end) };
  return { text: BLOCKS.has(name) ? '\n' : '', end };
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

/** An element that is never closed swallows the rest, as in a browser. */
function afterElement(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\b[^>]*>?`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html) ? closing.lastIndex : html.length;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Text as it may stand in HTML, attributes in quotes included. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
