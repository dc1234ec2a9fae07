import { integerBetween, pickOne, seededRandom, type Random } from '../seeded-random.js';

/** Somebody invented. */
export interface Person {
  firstName: string;
  name: string;
  email: string;
  phone: string;
  locale: string;
}

const PERSON_ID_BASE = 6_400_000_000_090;
const ID_STEP = 128;

const NAMES: readonly { locale: string; first: string; last: string; phone: (random: Random) => string }[] = [
  {
    locale: 'en-US',
    first: 'Harlan Odessa Brenna Tobias Maribel Quincy Lorna Desmond Ingrid Wyatt Celeste Rufus',
    last: 'Pemberly Ashgrove Kittredge Oakhollow Varnham Tillsbury Marlowen Crestwell Dunmarch Hollisfield',
    phone: (random) => `+1 202 555 01${twoDigits(random)}`,
  },
  {
    locale: 'en-GB',
    first: 'Imogen Alistair Fenella Barnaby Rosalind Gwendoline Hamish Saoirse',
    last: 'Thistlewick Brackenbury Fallowmere Penhallick Strathkeld Wetherdale',
    phone: (random) => `+44 20 7946 0${threeDigits(random)}`,
  },
  {
    locale: 'de',
    first: 'Annegret Jürgen Liselotte Björn Friederike Mathis Ortrun Käthe',
    last: 'Brückenthal Waldhäuser Sonnleitnerin Moorkamp Kießlingen Achterfeld',
    phone: (random) => `+49 30 23125 ${threeDigits(random)}`,
  },
  {
    locale: 'fr',
    first: 'Océane Thibault Anaïs Loïc Margaux Gaspard',
    last: 'Valombreuse Desrivières Montclairet Beauchêne Ferrandeau',
    phone: (random) => `+33 6 39 98 ${twoDigits(random)} ${twoDigits(random)}`,
  },
  {
    locale: 'es',
    first: 'Begoña Íñigo Macarena Lautaro Ximena Joaquín',
    last: 'Valdehoyos Castromar Peñalosa Riofrío Montesclaros',
    phone: (random) => `+1 202 555 01${twoDigits(random)}`,
  },
  {
    locale: 'pt-BR',
    first: 'Conceição Murilo Jussara Tainá Evaristo Graça',
    last: 'Valverdinho Sampaiola Figueiral Ouronegro Matosilva',
    phone: (random) => `+44 20 7946 0${threeDigits(random)}`,
  },
];

const HOSTS = [
  'example.com',
  'example.net',
  'mail.example.org',
  'example.org',
  'werkstatt.example',
  'studio.example',
];

/** The person of that number in the world of that seed: always the same. Tickets share people. */
export function seedPerson(seed: number, index: number): Person {
  const random = seededRandom(seed, 'person', index);
  const { locale, first, last, phone } = pickOne(random, NAMES);
  const firstName = pickOne(random, first.split(' '));
  const lastName = pickOne(random, last.split(' '));
  const mailbox = `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    firstName,
    name: `${firstName} ${lastName}`,
    email: `${mailbox}${index}@${pickOne(random, HOSTS)}`,
    phone: phone(random),
    locale,
  };
}

/** The user id of a seeded person. */
export function personUserId(index: number): number {
  return PERSON_ID_BASE + index * ID_STEP;
}

/** The number of the seeded person with that user id; null when the id is no seeded person's. */
export function personIndexOf(userId: number, people: number): number | null {
  const index = (userId - PERSON_ID_BASE) / ID_STEP;
  return Number.isInteger(index) && index >= 0 && index < people ? index : null;
}

function twoDigits(random: Random): string {
  return String(integerBetween(random, 0, 99)).padStart(2, '0');
}

function threeDigits(random: Random): string {
  return String(integerBetween(random, 0, 999)).padStart(3, '0');
}
