import type { Environment } from './faults.js';

/** What copying leaves at the ends of a value: white space, line ends, byte order marks, characters without width. */
const AT_ENDS = /^[\s\uFEFF\u200B-\u200D\u2060\0]+|[\s\uFEFF\u200B-\u200D\u2060\0]+$/g;
/** `docker run --env-file` and Kubernetes secrets keep the quotes that a shell or a `.env` file takes off. */
const QUOTES = ['""', "''", '“”', '‘’'];

/** A value without white space around it. */
export const trimmed = (value: string): string => value.replace(AT_ENDS, '');

/** A value of the environment or of a secret's file as it was meant: without white space and quotes around it. */
export function unwrapped(value: string): string {
  const inner = trimmed(value);
  const [first, last] = [inner.at(0), inner.at(-1)];
  const isQuoted = inner.length > 1 && QUOTES.includes(`${first}${last}`);
  const content = inner.slice(1, -1);
  // Quotes in between mean that these are no pair.
  const isPair = isQuoted && !content.includes(first as string) && !content.includes(last as string);
  return isPair ? unwrapped(content) : inner;
}

/** Every variable as it was meant. */
export const unwrappedEnvironment = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value && unwrapped(value)]));

const BYTE_ORDER_MARK = { utf8: '\uFEFF', utf16: [0xff, 0xfe] } as const;

/** The text of a file, in UTF-8 or, as PowerShell writes it, UTF-16; a byte order mark is no part of it. */
export function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === BYTE_ORDER_MARK.utf16[0] && bytes[1] === BYTE_ORDER_MARK.utf16[1];
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
  return text.startsWith(BYTE_ORDER_MARK.utf8) ? text.slice(1) : text;
}

/** Why a value cannot be a credential, as it completes "set (not shown), …"; null: it can. */
export function credentialFault(value: string, { mayHaveSpaces }: { mayHaveSpaces: boolean }): string | null {
  if (/[\r\n\u2028\u2029]/.test(value)) return 'with a line end inside';
  // eslint-disable-next-line no-control-regex -- these are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'with a tab or another control character inside';
  if (/[^\u0020-\u007e]/.test(value)) return 'with a character inside that is not ASCII';
  if (/^["'`]|["'`]$/.test(value)) return 'with a quote at one end';
  if (!mayHaveSpaces && value.includes(' ')) return 'with a space inside';
  return null;
}
