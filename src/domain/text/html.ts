/** Only tags that HTML knows are tags: `List<String>` and our own `<EMAIL_1>` are text. */
const TAG_NAMES =
  'a|abbr|address|article|aside|b|base|big|blockquote|body|br|button|caption|center|code|col|colgroup|dd|del|details|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr|o:p|v:\\w+|w:\\w+';
const TAG = new RegExp(`<(/?)(${TAG_NAMES})(?=[\\s/>])[^<>]*>`, 'gi');
const LINE_TAG = /^(?:br|p|div|li|tr|h[1-6]|ul|ol|table|blockquote|hr|section|article|details|pre)$/i;

/** Text without HTML: tags go, blocks and breaks become lines, scripts, styles and comments go with their content. */
export function withoutHtml(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  const visible = [
    ['<!--', '-->'],
    ['<script', '</script>'],
    ['<style', '</style>'],
    ['<head', '</head>'],
  ].reduce((rest, [open = '', close = '']) => withoutElement(rest, open, close), text);
  return decodeEntities(visible.replace(TAG, (_, __, name: string) => (LINE_TAG.test(name) ? '\n' : '')));
}

/** By index instead of a lazy pattern: an element that is never closed must not cost a scan per opening. */
function withoutElement(text: string, open: string, close: string): string {
  const lower = text.toLowerCase();
  // Lower-casing some letters changes the length and with it every offset behind them.
  if (lower.length !== text.length) return text;
  const kept: string[] = [];
  let position = 0;
  for (;;) {
    const start = lower.indexOf(open, position);
    const end = start < 0 ? -1 : lower.indexOf(close, start + open.length);
    if (end < 0) return kept.join('') + text.slice(position);
    const isWholeName = !/[a-z]/.test(lower.charAt(start + open.length));
    kept.push(text.slice(position, isWholeName ? start : start + open.length), isWholeName ? ' ' : '');
    position = isWholeName ? end + close.length : start + open.length;
  }
}

/** The named entities that mail programs and Western European text use. */
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  zwnj: '',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  aacute: 'á',
  agrave: 'à',
  oacute: 'ó',
  iacute: 'í',
  uacute: 'ú',
  ntilde: 'ñ',
  ccedil: 'ç',
  atilde: 'ã',
  otilde: 'õ',
  ecirc: 'ê',
  acirc: 'â',
  ocirc: 'ô',
  iquest: '¿',
  iexcl: '¡',
};

/** Decodes numeric entities and the common named ones; unknown ones and impossible code points stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named(name) ?? named(name.toLowerCase()) ?? entity;
      const codePoint = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const isScalar = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
      return isScalar ? String.fromCodePoint(codePoint).replace('\u00a0', ' ') : entity;
    },
  );
}

/** Own keys only: `toString` is no entity. */
const named = (name: string): string | undefined =>
  Object.hasOwn(NAMED_ENTITIES, name) ? NAMED_ENTITIES[name] : undefined;
