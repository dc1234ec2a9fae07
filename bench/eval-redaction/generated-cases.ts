import { scoreGeneratedEmails } from './generated/emails.js';
import { scoreGeneratedLookAlikes } from './generated/look-alikes.js';
import { scoreGeneratedNames } from './generated/names.js';
import { scoreGeneratedAddresses } from './generated/network.js';
import { scoreGeneratedNumbers } from './generated/numbers.js';
import { scoreGeneratedPhones } from './generated/phones.js';
import { scoreGeneratedSecrets } from './generated/secrets.js';
import { SeededRandom } from './random.js';
import type { Tally } from './tally.js';

/** Scores values generated from standards and published formats; another seed makes others. */
export function scoreGeneratedCases(seed: number, tally: Tally): void {
  const random = new SeededRandom(seed);
  scoreGeneratedPhones(seed, tally);
  scoreGeneratedEmails(random, tally);
  scoreGeneratedNumbers(random, tally);
  scoreGeneratedAddresses(random, tally);
  scoreGeneratedSecrets(random, tally);
  scoreGeneratedNames(tally);
  scoreGeneratedLookAlikes(random, tally);
}
