const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Titles and suffixes around names; never a name by themselves. */
export const TITLES = list(
  'mr mrs ms miss mx dr prof professor sir madam lord lady herr frau hr fr monsieur madame mademoiselle mme mlle sr sra srta señor señora senor senora don doña dona signor signora signore dhr mevr pan pani jr senior junior ii iii iv phd md esq dipl ing mag dott dra rev',
);

/** Little words inside surnames. */
export const PARTICLES = list(
  'van von der den de del della di da do dos das du des la le les el al bin ibn abu ben bat ter ten te zu zum zur of the y e und san santa saint st af av',
);

/** Little words that are given names too, when a name begins with them. */
export const GIVEN_NAMES_TOO = list('al abu ben van san di das do');

/** Words in "people" fields that name a role or a firm, and that text uses all the time. */
export const ROLE_WORDS = list(
  'support team admin administrator service services customer customers client clients sales info help helpdesk desk office billing user users agent agents group inc ltd llc gmbh ag co corp corporation company limited bot system noreply reply no-reply mail email account accounts it hr and or the department dept manager contact test guest unknown anonymous public web site online shop store api app care center centre operations ops finance marketing security payments order orders kundenservice kundendienst soporte equipo equipe',
);

/**
 * Names that are also everyday words: alone in lower case they are the word. English, with a few
 * commonest in German, French and Spanish.
 */
export const EVERYDAY_WORDS = list(
  'will may mark bill hope joy art rich grant chase sue pat long young white black brown green gray grey king price page rice wood field hill hall lake banks bank cook major little small short best good wise strong sharp love bird north east south west day knight law church bell ball case cash cross early son man men in on to we he she so do go no my is it as at be by if me or up us am ok long lang klein gross groß gut sommer winter herbst stark frei jung kurz weiss schwarz braun grün petit grand blanc noir blanco rubio sol mar cruz paz luz son trip chance post park test guest new old first last read write said way ways reason power love win order major',
);

/** What follows a greeting without being a name. */
export const NO_NAMES = list(
  'team all everyone everybody there support sir sirs madam customer customers service services friend friends folks guys ladies gentlemen gentleman colleague colleagues hiring help helpdesk desk world again and or to the a an i we you it this that my our your in on for with from at of is are was have has had can could would please thank thanks today yesterday just not no yes what why how when where who hello hi hey dear good morning afternoon evening night day damen herren zusammen leute kollegen kolleginnen sehr geehrte geehrter liebe lieber alle an tous toutes équipe monsieur madame messieurs mesdames bonjour bonsoir equipo todos todas señor señora señores equipe pessoal senhor senhora tutti team staff admin administrator manager sales billing info office account user users agent operator valued subscriber member members github google microsoft apple amazon facebook twitter windows mac linux android ios chrome firefox python java javascript slack zoom paypal visa mastercard united delta southwest american jetblue usairways virgin america thank regards best kind sincerely cheers mit freundlichen grüßen vielen dank danke merci gracias obrigado grazie if after before while since because as but so also there since attached sent from monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december atentamente saludos cordialement cordialmente atenciosamente sincerely regards hochachtungsvoll gruß grüße cumprimentos saluti pozdrawiam mvh bug feature question issue error problem request',
);

const COMBINING = /\p{M}+/gu;
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const plain = (text: string): string =>
  text
    .replace(/[ßæœøłđðþı]/g, (letter) => SPECIAL[letter] ?? letter)
    .normalize('NFD')
    .replace(COMBINING, '');

/** Written with two letters where the keyboard lacks the sign: Müller as Mueller, Åse as Aase, Bjørn as Bjoern. */
const spelledOut = (text: string): string =>
  text
    .replace(/ä|æ/g, 'ae')
    .replace(/ö|ø/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/å/g, 'aa')
    .replace(/ß/g, 'ss');

const contracted = (text: string): string =>
  text.replace(/(?<=.)(?:ae|oe|ue)|^(?:ae|oe|ue)/g, (pair) => pair.charAt(0)).replace(/aa/g, 'a');

/** A word in lower case: without diacritics; spelled out; with what may be spelled out contracted. Often all the same. */
export function foldedSpellings(word: string): [plain: string, spelledOut: string, contracted: string] {
  const lower = word.normalize('NFC').toLowerCase();
  const first = plain(lower);
  if (first === lower && !/ae|oe|ue|aa/.test(lower)) return [first, first, first];
  return [first, plain(spelledOut(lower)), contracted(first)];
}

/** The folded spellings of a word, each once. */
export const spellings = (word: string): string[] => [...new Set(foldedSpellings(word))];
