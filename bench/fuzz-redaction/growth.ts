import { createTicketRedactor } from '../../src/domain/redaction/redactor.js';
import { FUZZED_PEOPLE } from './checks.js';
import type { InputKind } from './inputs.js';

/** Four times the text may cost this many times as much; linear is 4, quadratic 16. */
const MAX_FACTOR = 7;
/** Shorter times say nothing. Milliseconds. */
const LEAST_MS = 30;
const MEASUREMENTS = 5;

function cpuMs(text: string): number {
  const redactor = createTicketRedactor({ people: FUZZED_PEOPLE, region: 'US' });
  const started = process.cpuUsage();
  redactor.redact(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** How the cost grows with the length, by processor time. */
export interface Growth {
  units: number;
  /** For `units`, twice and four times as many. */
  ms: [number, number, number];
  factor: number;
  linear: boolean;
}

const isLinearStep = (ms: number, fourTimes: number): boolean =>
  fourTimes < LEAST_MS || fourTimes <= MAX_FACTOR * Math.max(ms, LEAST_MS / 4);

/**
 * Measures a kind of input at a length, twice and four times that. What looks more than linear is measured again,
 * the best time of each length counting, before it is believed. What still does is measured at sixteen times the
 * length: a text that just fits into the processor's caches is quicker than its length says, and only cost that
 * goes on growing faster than the text is more than linear.
 */
export function growthOf(kind: InputKind, units: number): Growth {
  const texts = [kind.text(units), kind.text(2 * units), kind.text(4 * units)] as const;
  const ms: Growth['ms'] = [cpuMs(texts[0]), cpuMs(texts[1]), cpuMs(texts[2])];
  for (let again = 1; again < MEASUREMENTS && !isLinearStep(ms[0], ms[2]); again += 1)
    texts.forEach((text, index) => {
      ms[index] = Math.min(ms[index] ?? Infinity, cpuMs(text));
    });
  const linear = isLinearStep(ms[0], ms[2]) || isLinearStep(ms[2], cpuMs(kind.text(16 * units)));
  return { units, ms, factor: ms[2] / ms[0], linear };
}
