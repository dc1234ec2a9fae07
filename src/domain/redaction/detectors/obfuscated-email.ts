import { type Candidate, type Detector, matchesNear } from '../detector.js';
import { textBefore } from '../digits.js';

/**
 * Top-level domains that people spell out ("dot museum"): all of the countries, and the generic ones in common
 * use. An address with a real dot needs no list. @see IANA root zone database
 */
const COUNTRIES =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw';
const GENERIC =
  'com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat post xxx asia app dev page web cloud tech online site website store shop xyz top club live life world today news media blog email mail space digital agency studio design solutions services support systems software technology network company business group team work works link click zone global international consulting finance financial capital bank insurance legal law health care clinic doctor dental academy school university education training photography photo photos pictures art gallery music video tv film games game sport fitness fun events house home homes property estate land garden farm cafe restaurant bar pub food pizza coffee wine beer hotel travel tours flights taxi auto cars bike boutique fashion clothing shoes jewelry gifts toys tools parts builders construction engineering energy green eco bio science institute foundation charity ngo church community social chat dating love family kids baby men women berlin london paris nyc tokyo hamburg koeln wien amsterdam brussels madrid barcelona moscow istanbul sydney melbourne bayern nrw ruhr saarland tirol swiss scot wales irish quebec africa arab example test invalid local versicherung reise immo haus jetzt gmbh ltd llc inc plc srl sarl';

/** The alternatives as the source of an expression, longest first; a country may stand behind another ("co.uk"). */
export const SPELLED_TOP_LEVEL = `(?:(?:co|com|org|net|ac|gov|edu|or|ne)(?:\\s{0,2}(?:\\.|dot|punkt|point|punto)\\s{0,2}|\\.)(?:${COUNTRIES.replaceAll(' ', '|')})|${GENERIC.split(
  ' ',
)
  .sort((left, right) => right.length - left.length)
  .join('|')}|${COUNTRIES.replaceAll(' ', '|')})(?![\\p{L}\\p{N}])`;

/** Words for "@" in the languages of our users, as the source of an expression. */
export const AT_WORDS = 'at(?:[- ]sign)?|ät|arroba|chez|na|chiocciola|apenstaartje|małpa|zavináč|собака';

/** Words for the dot of an address. */
export const DOT_WORDS = 'dot|period|punkt|point|punto|ponto|punt|kropka|tečka|точка';

const TOP = SPELLED_TOP_LEVEL;
const NAME = '[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,63}';
const LABEL = '[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}';
const WORD_BORDER = '(?<![\\p{L}\\p{N}._+-])';

const OPEN = '(?:[[({<*])\\s?';
const CLOSE = '\\s?(?:[\\])}>*])';
const BRACKETED_DOT = `${OPEN}(?:${DOT_WORDS}|\\.)${CLOSE}`;

/** "john [at] example [dot] com": bracketed words say enough by themselves. */
const BRACKETED = new RegExp(
  `${WORD_BORDER}${NAME}(?:\\s?${OPEN}(?:${DOT_WORDS})${CLOSE}\\s?${NAME}){0,3}\\s{0,2}${OPEN}(?:${AT_WORDS}|@)${CLOSE}\\s{0,2}${LABEL}(?:\\s{0,2}(?:${BRACKETED_DOT}|\\.|(?<=\\s)(?:${DOT_WORDS})(?=\\s))\\s{0,2}${LABEL}){1,4}`,
  'giu',
);

/** "john dot smith at example dot com": plain words need a known top-level domain at the end. */
const SPOKEN = new RegExp(
  `${WORD_BORDER}${NAME}(?:\\s(?:${DOT_WORDS}|underscore|dash)\\s${NAME}){0,3}\\s{1,2}(?:${AT_WORDS}|@)\\s{1,2}${LABEL}(?:\\s{1,2}(?:${DOT_WORDS}|\\.)\\s{1,2}${LABEL}){0,3}\\s{1,2}(?:${DOT_WORDS}|\\.)\\s{1,2}${TOP}(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "john@example dot com", "john@example[.]com", "john@example .com", "john @ example.com", "john.smith at example.com". */
const MIXED = new RegExp(
  `${WORD_BORDER}(?:${NAME}\\s?@\\s?${LABEL}(?:\\.${LABEL}){0,3}(?:\\s(?:${DOT_WORDS})\\s|\\s?${BRACKETED_DOT}\\s?|\\s\\.\\s?)${TOP}|${NAME}\\s{1,2}@\\s{0,2}${LABEL}(?:\\.${LABEL}){0,3}\\s?\\.\\s?${TOP}|${NAME}@\\s{1,2}${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP}|[\\p{L}\\p{N}]{1,32}[._][\\p{L}\\p{N}._]{1,31}\\s(?:at|AT)\\s${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "john_at_example_dot_com", "john-at-example-dot-com", "john /at/ example /dot/ com". */
const JOINED = new RegExp(
  `${WORD_BORDER}[\\p{L}\\p{N}][\\p{L}\\p{N}.+_-]{0,40}?(?:_at_|-at-|\\s?/at/\\s?)[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,62}?(?:_dot_|-dot-|\\s?/dot/\\s?)(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}?(?:_dot_|-dot-|\\s?/dot/\\s?)){0,2}${TOP}`,
  'giu',
);

/** "john at example.com": an address only beside a word for one. */
const PLAIN_AT = new RegExp(
  `${WORD_BORDER}[\\p{L}\\p{N}]{1,40} at ${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP}`,
  'giu',
);
const ADDRESS_WORD =
  /(?:e-?mail(?:s|ed)?|mail|contact|write|reach|address|send|wrote|correo|adresse)(?:[ \t](?:me|us|is|was|to|it|at|address|him|her|them)){0,3}[ \t]{0,2}[:,]?[ \t]{0,2}$/i;

/** "john%40example.com", as in a URL; "john&commat;example&period;com", as in a web page. */
const PERCENT = /(?<![\w.+-])[\w.+-]{1,64}%40[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const ESCAPED =
  /(?<![\w.+-])[\w.+-]{1,64}(?:@|&(?:commat|#0{0,4}64|#x0{0,4}40);)[\w-]{1,63}(?:(?:\.|&(?:period|#0{0,4}46|#x0{0,4}2e);)[\w-]{1,63}){1,5}/gi;

const NO_LOCAL_PART =
  /^(?:me|us|it|him|her|them|you|is|are|was|be|look|looked|looking|available|arrive|arrived|here|there|and|or|stay|shop|bought|sold|order|ordered|up|out|now|found|listed|hosted|error)$/i;

/** "point at the dot in the corner" is no address. */
const NO_DOMAIN =
  /\s(?:at|ät|arroba|na|chez)\s{1,2}(?:the|an?|this|that|these|each|every|any|some|your|our|my|no|one|noon|least|most|all|work|home|once)\s/i;

/** Where such an address may be: the cheap sign, and how far the address reaches around it. */
const BRACKETED_AT = new RegExp(`${OPEN}(?:${AT_WORDS}|@)${CLOSE}`, 'gi');
const SPOKEN_AT = new RegExp(`\\s(?:${AT_WORDS}|@)\\s{1,2}(?=.{1,80}\\s(?:${DOT_WORDS}|\\.)\\s)`, 'gi');
const MIXED_AT = new RegExp(
  `\\s@|@\\s|@(?=\\S{1,64}(?:\\s(?:${DOT_WORDS})\\s|\\s?[[({<*]|\\s\\.))|\\sat\\s(?=[\\w-]{1,63}\\.[\\w.-]{2,80})`,
  'gi',
);
const JOINED_AT = /_at_|-at-|\/at\//gi;
const REACH = { before: 140, after: 160 };

/** E-mail addresses written so that machines do not see them. */
export const obfuscatedEmailDetector: Detector = {
  name: 'obfuscated-email',
  detect({ text }) {
    const found: Candidate[] = [];
    const searches = [
      { anchor: BRACKETED_AT, pattern: BRACKETED },
      { anchor: SPOKEN_AT, pattern: SPOKEN },
      { anchor: MIXED_AT, pattern: MIXED },
      { anchor: JOINED_AT, pattern: JOINED },
      { anchor: / at (?=[\w-]{1,63}\.\p{L})/giu, pattern: PLAIN_AT },
      { anchor: /%40/g, pattern: PERCENT },
      { anchor: /&(?:period|#0{0,4}46|#x0{0,4}2e);/gi, pattern: ESCAPED },
    ];
    for (const { anchor, pattern } of searches) {
      for (const { start, written } of matchesNear(text, anchor, { pattern, reach: REACH })) {
        const firstWord = /^[\p{L}\p{N}]+(?=\s)/u.exec(written)?.[0] ?? '';
        if (NO_LOCAL_PART.test(firstWord) || NO_DOMAIN.test(written)) continue;
        if (pattern === PLAIN_AT && !ADDRESS_WORD.test(textBefore(text, start))) continue;
        found.push({ start, end: start + written.length, type: 'EMAIL' });
      }
    }
    return found;
  },
};
