const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The HTML body of a note: its plain text, whatever that holds, line by line, and the marker in small print. An
 * account's editor may drop the style; nothing depends on it.
 */
export function noteHtml(text: string, marker: string): string {
  const lines = escaped(text).split(/\r\n|\r|\n/);
  return [
    `<div>${lines.join('<br>')}</div>`,
    `<div style="font-size:8px;color:#999999;word-break:break-all">${escaped(marker)}</div>`,
  ].join('');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
