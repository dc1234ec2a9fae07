import { decodeEntities } from './entities.js';

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
