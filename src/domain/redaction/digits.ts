/** A maximal run of ASCII digits. */
export interface DigitGroup {
  start: number;
  end: number;
}

const ZERO = 48;
const NINE = 57;

/** All maximal runs of ASCII digits, in order. */
export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    const isDigit = code >= ZERO && code <= NINE;
    if (isDigit && start < 0) start = index;
    if (!isDigit && start >= 0) {
      groups.push({ start, end: index });
      start = -1;
    }
  }
  return groups;
}

/** The digits of a text, everything else dropped. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

/** True where a letter, digit or underscore stands, so that a value beside it is part of a longer word. */
export function isWordAt(text: string, index: number): boolean {
  if (index < 0 || index >= text.length) return false;
  return /[\p{L}\p{N}_]/u.test(text.charAt(index));
}
