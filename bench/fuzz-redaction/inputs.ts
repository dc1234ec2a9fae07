import type { SeededRandom } from '../eval-redaction/random.js';
import { ALPHABETS, GAPS, TRIGGERS, VALUES } from './pieces.js';

/** Makes text of a kind, of any length asked for: twice the length is the same text going on. */
export interface InputKind {
  name: string;
  text: (units: number) => string;
}

const repeated = (piece: string, units: number): string =>
  piece === '' ? '' : piece.repeat(Math.ceil(units / piece.length)).slice(0, units);

/** A short sequence over and over: what backtracking and quadratic scans trip over. */
function repeats(random: SeededRandom): InputKind {
  const alphabet = random.pick(ALPHABETS);
  const piece = random.string(alphabet, random.integer(1, 6));
  return { name: `repeat ${JSON.stringify(piece)}`, text: (units) => repeated(piece, units) };
}

/** The same with a word in it that makes a detector look further. */
function triggered(random: SeededRandom): InputKind {
  const trigger = random.pick(TRIGGERS);
  const filling = random.string(random.pick(ALPHABETS), random.integer(0, 40));
  const piece = `${trigger}${random.pick(GAPS)}${filling}${random.pick(GAPS)}`;
  return { name: `trigger ${JSON.stringify(piece)}`, text: (units) => repeated(piece, units) };
}

/** Signs of one alphabet in any order: what no repetition lets a detector remember. */
function shuffled(random: SeededRandom): InputKind {
  const alphabet = random.pick(ALPHABETS);
  const block = random.string(alphabet, random.integer(2_000, 8_000));
  return { name: `shuffled ${JSON.stringify(alphabet)}`, text: (units) => repeated(block, units) };
}

/** One trigger, then nothing but one sign: unbounded look-ahead shows. */
function lonely(random: SeededRandom): InputKind {
  const [head, sign, tail] = [
    random.pick(TRIGGERS),
    random.string(random.pick(ALPHABETS), 1),
    random.pick(TRIGGERS),
  ];
  return {
    name: `lonely ${JSON.stringify([head, sign, tail])}`,
    text: (units) => head + repeated(sign, units) + tail,
  };
}

/** A long random block of values, triggers and noise, repeated. */
function mixed(random: SeededRandom): InputKind {
  let block = '';
  const wanted = random.integer(200, 3_000);
  while (block.length < wanted) {
    const roll = random.next();
    if (roll < 0.5) block += random.pick(VALUES);
    else if (roll < 0.75) block += random.pick(TRIGGERS);
    else block += random.string(random.pick(ALPHABETS), random.integer(1, 20));
    block += random.pick(GAPS);
  }
  return { name: `mixed ${JSON.stringify(block.slice(0, 60))}`, text: (units) => repeated(block, units) };
}

/** Opening signs without end, and closing ones after them. */
function nested(random: SeededRandom): InputKind {
  const [open, close] = random.pick([['(', ')'], ['<', '>'], ['[', ']'], ['{', '}'], ['"', '"'], ['<b>', '</b>'], ['((', ')'], ['<EMAIL_', '>']] as const); // prettier-ignore
  const inner = random.pick(VALUES);
  return {
    name: `nested ${open}${inner}${close}`,
    text: (units) => repeated(open, units / 2) + inner + repeated(close, units / 2),
  };
}

/** Any UTF-16 units at all, lone surrogates included. */
function anything(random: SeededRandom): InputKind {
  const block = Array.from({ length: random.integer(50, 2_000) }, () =>
    String.fromCharCode(random.next() < 0.5 ? random.integer(32, 126) : random.integer(0, 0xffff)),
  ).join('');
  return { name: `anything ${JSON.stringify(block.slice(0, 20))}`, text: (units) => repeated(block, units) };
}

const KINDS = [repeats, triggered, shuffled, lonely, mixed, nested, anything] as const;

/** The next kind of input; the sequence depends on the seed alone. */
export function nextInput(random: SeededRandom): InputKind {
  return random.pick(KINDS)(random);
}
