import { integerBetween, pickOne, type Random } from '../seeded-random.js';
import { ibanFor, IP_NETWORKS, TEST_CARDS } from './invented-identifiers.js';
import type { Person } from './people.js';

/** Who and what the placeholders of one ticket stand for. */
export interface FillContext {
  random: Random;
  requester: Person;
  copied: readonly Person[];
  /** Every personal value that was put into a text is added here. */
  planted: Set<string>;
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;
const BROWSERS = ['Chrome 131', 'Firefox 133', 'Safari 18.1', 'Edge 130', 'the iPad app', 'the Android app'];
const PLANS = ['Starter', 'Team', 'Business', 'Enterprise'];
const AREAS = [
  'invoice list',
  'recurring billing page',
  'customer portal',
  'tax report',
  'expense inbox',
  'team settings',
  'bank import',
];

const PERSONAL: Record<string, (context: FillContext) => string> = {
  name: ({ requester }) => requester.name,
  email: ({ requester }) => requester.email,
  phone: ({ requester }) => requester.phone,
  usPhone: ({ random }) => `(202) 555-01${digits(random, 2)}`,
  copiedName: ({ copied, requester }) => (copied[0] ?? requester).name,
  copiedEmail: ({ copied, requester }) => (copied[0] ?? requester).email,
  otherEmail: ({ random }) =>
    `${pickOne(random, ['accounts', 'buchhaltung', 'office', 'it'])}${digits(random, 3)}@example.org`,
  card: ({ random }) => pickOne(random, TEST_CARDS),
  iban: ({ random }) => ibanFor(random),
  ssn: ({ random }) => `078-05-11${integerBetween(random, 20, 99)}`,
  ip: ({ random }) => `${pickOne(random, IP_NETWORKS)}.${integerBetween(random, 2, 254)}`,
};

const HARMLESS: Record<string, (random: Random) => string> = {
  invoice: (random) => `INV-${digits(random, 5)}`,
  order: (random) => `TB-${digits(random, 6)}`,
  amount: (random) => `${integerBetween(random, 9, 480)}.${pickOne(random, ['00', '50', '90', '99'])}`,
  number: (random) => String(integerBetween(random, 2, 90)),
  browser: (random) => pickOne(random, BROWSERS),
  version: (random) =>
    `${integerBetween(random, 3, 6)}.${integerBetween(random, 0, 19)}.${integerBetween(random, 0, 9)}`,
  plan: (random) => pickOne(random, PLANS),
  area: (random) => pickOne(random, AREAS),
};

/**
 * Replaces `{{name}}` and its like. Personal values (name, email, phone, usPhone, copiedName, copiedEmail, otherEmail,
 * card, iban, ssn, ip) are noted as planted; `{{first}}` is the requester's first name, the rest is harmless.
 * @throws {Error} on a placeholder that does not exist.
 */
export function fillPlaceholders(text: string, context: FillContext): string {
  return text.replace(PLACEHOLDER, (_match, key: string) => {
    if (key === 'first') return context.requester.firstName;
    const personal = PERSONAL[key];
    if (personal !== undefined) {
      const value = personal(context);
      context.planted.add(value);
      return value;
    }
    const harmless = HARMLESS[key];
    if (harmless === undefined) throw new Error(`no placeholder {{${key}}}`);
    return harmless(context.random);
  });
}

function digits(random: Random, count: number): string {
  return String(integerBetween(random, 0, 10 ** count - 1)).padStart(count, '0');
}
