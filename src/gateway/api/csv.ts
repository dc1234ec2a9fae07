/** What a spreadsheet would take for a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One value: text that could be a formula is made plain text by an apostrophe. @see RFC 4180 */
function csvValue(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line with its end. */
export const csvLine = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvValue).join(',')}\r\n`;
