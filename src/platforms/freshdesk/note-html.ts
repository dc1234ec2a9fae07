import { escapeHtml } from '../../http/escape-html.js';

/**
 * The HTML body of a note: its plain text, whatever that holds, line by line, and the marker in small print. An
 * account's editor may drop the style; nothing depends on it.
 */
export function noteHtml(text: string, marker: string): string {
  const lines = escapeHtml(text).split(/\r\n|\r|\n/);
  return [
    `<div>${lines.join('<br>')}</div>`,
    `<div style="font-size:8px;color:#999999;word-break:break-all">${escapeHtml(marker)}</div>`,
  ].join('');
}
