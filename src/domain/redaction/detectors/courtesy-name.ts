import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { NO_NAMES, TITLES } from '../names/words.js';

const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}]*(?:['’-]\\p{Lu}[\\p{L}\\p{M}]+)*\\.?";
const PARTICLE = '(?:van|von|der|den|de|del|della|di|da|do|dos|das|du|la|le|el|al|bin|ibn|ter|ten|zu)';
const NAME = `((?:${PARTICLE} ){0,2}${NAME_WORD}(?:[ \\u00a0](?:${PARTICLE} ){0,2}${NAME_WORD}){0,3})`;
const TITLE =
  '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Madam|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Sr|Sra|Srta|Señora?|Senhora?|Signora?|Sig|Don|Doña|Dhr|Mevr|Pan|Pani)\\.?';

const GREETING = new RegExp(
  `(?:^|[\\n>"(]|[.!?,] )[ \\t>]{0,4}(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening|day)|Greetings|Hiya|Howdy|Hallo|Guten (?:Tag|Morgen|Abend)|Liebe[rs]?|Sehr geehrte[rs]?|Moin|Servus|Bonjour|Bonsoir|Salut|Ch[eè]re?|Hola|Buenos d[ií]as|Buenas tardes|Estimad[oa]|Querid[oa]|Ol[aá]|Oi|Bom dia|Boa tarde|Prezad[oa]|Car[oa]|Ciao|Buongiorno|Buonasera|Gentile|Egregio|Beste|Geachte|Goedemorgen|Hej|Hei|Kjære|Kära|Cześć|Szanown[ya]|Dzień dobry|Ahoj|Dobrý den|Привет|Здравствуйте|Уважаем(?:ый|ая))[ ,]{1,2}(?:${TITLE} )?${NAME}(?=[ ]?(?:[,!.:;\\n–—-]|$))`,
  'gu',
);
const SIGN_OFF = new RegExp(
  `(?:^|\\n)[ \\t>]{0,4}(?:(?:(?:With )?(?:kind|best|warm|warmest|many)(?:est)? (?:regards|wishes|thanks)|regards|best|all the best|thanks(?: (?:a lot|so much|again|in advance|and regards|for your help))?|thank you(?: (?:very much|so much|in advance))?|many thanks|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cordially|respectfully|take care|thx|mfg|(?:mit )?(?:freundlichen?|besten?|herzlichen?|lieben?|viele|liebe|schöne|beste) (?:grüßen?|grüssen?)|vielen dank|danke|gruß|lg|vg|cordialement|bien (?:cordialement|à vous)|sincères salutations|merci(?: d'avance)?|saludos(?: cordiales)?|un saludo|atentamente|(?:muchas )?gracias|atenciosamente|cumprimentos|(?:muito )?obrigad[oa]|abraços|cordiali saluti|distinti saluti|saluti|grazie(?: mille)?|met vriendelijke groet(?:en)?|groet(?:en|jes)?|bedankt|med v[eä]nlig(?:a)? h[iä]lsning(?:ar)?|mvh|hälsningar|terveisin|ystävällisin terveisin|pozdrawiam|z poważaniem|s pozdravem|с уважением))[ \\t]{0,2}[,.!–—-]{0,3}[ \\t]{0,3}(?:\\r?\\n[ \\t>]{0,4}){1,3}[-–—~* ]{0,3}(?:${TITLE} )?`,
  'giu',
);
const SIGNED = new RegExp(`${NAME}(?=[ \\t]{0,2}(?:[,|(\\n\\r–—-]|$))`, 'uy');
const INTRODUCTION = new RegExp(
  `(?:[Nn]ame(?:['’]s| is| ist)|heiße|m['’]appelle|nom est|llamo|nombre es|nome é|chamo|chiamo|naam is|[Nn]azywam się|namn är|navn er|Kollegin|Kollege|colleague)[ \\t]{1,6}(?:${TITLE} )?${NAME}`,
  'gu',
);
const NAME_FIELD = new RegExp(
  `(?:^|\\n)[ \\t>*]{0,4}(?:(?:Full|First|Last|Customer|Contact|Caller|User) )?(?:Name|NAME|Vorname|Nachname|Nom|Prénom|Nombre|Nome):[ \\t]{1,6}(?:${TITLE} )?${NAME}`,
  'gu',
);
const TITLED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Mx\\.?|Dr\\.?|Prof\\.?|Herrn?|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?\\.|Signora?|Dhr\\.|Mevr\\.)[ \\u00a0]${NAME}`,
  'gu',
);

/** Words that make a greeted "name" a role, in compounds too (Kundenserviceteam, Support-Team). */
const ROLE =
  /team|support|service|dienst|kunden|customer|develop|maintain|consult|abteilung|crew|community|staff|equip|suporte|soporte|atenci|atendimento|assistenza|manager|admin|department|verwaltung|servicio|cliente|store\b|shop\b/;

/** How many leading words of a match are a name: up to the first word that never is one. */
function nameUnits(written: string): number {
  if (ROLE.test(written.toLowerCase())) return 0;
  let units = 0;
  for (const word of allMatches(written, /\S+/gu)) {
    const lower = word[0].toLowerCase().replace(/\.$/, '');
    if (NO_NAMES.has(lower) || TITLES.has(lower)) break;
    const isShout = word[0].length > 12 && word[0] === word[0].toUpperCase();
    if (isShout) break;
    units = word.index + word[0].length;
  }
  return written
    .slice(0, units)
    .replace(/\.$/, (dot) => (/(?:^|\s)\p{Lu}\.$/u.test(written.slice(0, units)) ? dot : '')).length;
}

/**
 * Names where courtesy puts them: after a greeting, under a closing, after "my name is", after a title. In
 * several languages; a greeting of the team, a role or nobody stays.
 */
export const courtesyNameDetector: Detector = {
  name: 'courtesy-name',
  detect({ text }) {
    const found: Candidate[] = [];
    const push = (start: number, written: string): void => {
      const units = nameUnits(written);
      if (units >= 2) found.push({ start, end: start + units, type: 'NAME' });
    };
    for (const pattern of [GREETING, INTRODUCTION, NAME_FIELD, TITLED]) {
      for (const match of allMatches(text, pattern)) {
        push(match.index + match[0].length - (match[1]?.length ?? 0), match[1] ?? '');
      }
    }
    for (const match of allMatches(text, SIGN_OFF)) {
      SIGNED.lastIndex = match.index + match[0].length;
      const signed = SIGNED.exec(text);
      if (signed !== null) push(signed.index, signed[1] ?? '');
    }
    return found;
  },
};
