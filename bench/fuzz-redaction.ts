/**
 * Fuzzes redaction: generated texts of many kinds, 60 KB to 1 MB, checked for crashes, wrong spans, a second pass
 * that finds more, and processor time that grows faster than the text.
 *
 * Usage: npm run fuzz:redaction -- [--minutes N] [--seed S]. Exit 1 when anything is wrong.
 */
import { parseArgs } from 'node:util';
import { SeededRandom } from './eval-redaction/random.js';
import { faultOf } from './fuzz-redaction/checks.js';
import { growthOf } from './fuzz-redaction/growth.js';
import { nextInput } from './fuzz-redaction/inputs.js';

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const minutes = Number(options.minutes);
const seed = Number(options.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error(`expected --minutes above 0 and a whole --seed, got ${options.minutes} and ${options.seed}`);
  process.exit(64);
}

const CHECKED_UNITS = [60, 2_000, 60_000] as const;
/** Four times this is 1 MB. */
const GROWTH_UNITS = [15_000, 60_000, 250_000] as const;

const random = new SeededRandom(seed);
const until = Date.now() + minutes * 60_000;
const wrong: string[] = [];
let texts = 0;
let units = 0;
let steepest = { factor: 0, name: '' };
let slowest = { mbPerSecond: Infinity, name: '' };

while (Date.now() < until) {
  const kind = nextInput(random);
  for (const length of CHECKED_UNITS) {
    const fault = faultOf(kind.text(length));
    if (fault !== null) wrong.push(`${fault}: ${kind.name} at ${length}`);
    units += 2 * length;
  }
  const growth = growthOf(kind, random.pick(GROWTH_UNITS));
  if (!growth.linear)
    wrong.push(`time ${growth.ms.map(Math.round).join(', ')} ms: ${kind.name} at ${growth.units}`);
  if (growth.ms[2] > 100 && growth.factor > steepest.factor)
    steepest = { factor: growth.factor, name: kind.name };
  const mbPerSecond = (4 * growth.units) / 1_000 / growth.ms[2];
  if (growth.units > 50_000 && mbPerSecond < slowest.mbPerSecond) slowest = { mbPerSecond, name: kind.name };
  texts += CHECKED_UNITS.length + 3;
  units += 7 * growth.units;
}

console.log(`seed ${seed}: ${texts} texts, ${(units / 1e6).toFixed(0)} MB, ${wrong.length} wrong`);
console.log(`steepest: 4 times the text cost ${steepest.factor.toFixed(1)} times as much, ${steepest.name}`);
console.log(`slowest: ${slowest.mbPerSecond.toFixed(2)} MB/s, ${slowest.name}`);
for (const line of wrong.slice(0, 100)) console.log(`! ${line}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
