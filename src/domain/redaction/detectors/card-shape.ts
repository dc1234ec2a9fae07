import type { DigitGroup } from '../digits.js';

const PRINTED_SHAPES = new Set([
  '4-6-5',
  '4-6-4',
  '4-4-4-4-3',
  '4-4-4-4-2',
  '4-4-4-4-1',
  '4-4-4-3',
  '4-4-4-2',
  '4-4-4-1',
  '6-13',
  '6-10',
  '6-9',
  '6-8',
  '4-4-5',
  '8-8',
]);

/** Digit groups that may be a card number, among their neighbours. */
export interface Window {
  groups: readonly DigitGroup[];
  separators: readonly string[];
  /** The separators to the neighbouring groups, when those are near enough to belong to the number. */
  before: string | undefined;
  after: string | undefined;
  /** Digits in the neighbouring groups, 0 where there is none. */
  sizeBefore: number;
  sizeAfter: number;
}

/**
 * The ways a card number is written: in one piece, in the blocks printed on the card, digit by digit or in
 * pairs, also broken over two lines. Anything but four blocks of four must not be cut out of a longer chain.
 */
export function isWrittenLikeCard(window: Window): boolean {
  const sizes = window.groups.map((group) => group.end - group.start);
  const shape = sizes.join('-');
  if (shape === '4-4-4-4') return true;
  const touches = (separator: string | undefined): boolean =>
    separator !== undefined && !separator.includes('\n');
  const mark = window.separators.find((separator) => !separator.includes('\n'));
  const sameMark = (separator: string | undefined): boolean => touches(separator) && separator === mark;
  if (window.groups.length === 1)
    return !/[.\-_/]/.test(window.before ?? '') && !/[-_/]/.test(window.after ?? '');
  const isPrinted = PRINTED_SHAPES.has(shape);
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  const stands = (separator: string | undefined, neighbour: number): boolean =>
    !sameMark(separator) || (isPrinted && digits >= 13 && separator === ' ' && neighbour !== 4);
  if (!stands(window.before, window.sizeBefore) || !stands(window.after, window.sizeAfter)) return false;
  if (isPrinted || sizes.every((size) => size === 1) || sizes.every((size) => size === 2)) return true;
  return (
    window.separators.some((separator) => separator.includes('\n')) &&
    window.groups.length <= 5 &&
    (sizes[0] ?? 0) >= 4
  );
}
