/** A signature that is longer than this is content under a separator. */
const LONGEST_SIGNATURE_LINES = 15;
const LONGEST_CLOSING_LINES = 8;
const DISCLAIMER_HEAD_LENGTH = 300;

/** Lines without quoted replies, signature, device line, disclaimer and banner. Empty when nothing else is there. */
export function withoutReplyChrome(lines: readonly string[]): string[] {
  const own = withoutQuotes(lines).filter((line) => !DEVICE_LINE.test(line) && !BANNER.test(line));
  return withoutDisclaimers(own.slice(0, signatureStart(own)));
}

/** Everything from the header of an earlier message on, unless nothing stands before it: then it is a forward. */
function withoutQuotes(lines: readonly string[]): string[] {
  const start = lines.findIndex((line, index) => isReplyHeader(lines, index, line));
  const hasOwnWords =
    start > 0 && lines.slice(0, start).some((line) => /[\p{L}\p{N}]/u.test(line) && !line.startsWith('>'));
  return (hasOwnWords ? lines.slice(0, start) : lines).filter((line) => !/^>/.test(line));
}

function isReplyHeader(lines: readonly string[], index: number, line: string): boolean {
  if (ORIGINAL_MESSAGE.test(line)) return true;
  if (HEADER_FROM.test(line))
    return lines.slice(index + 1, index + 4).some((next) => HEADER_OTHER.test(next));
  if (line.length > 300 || !ATTRIBUTION_START.test(line)) return false;
  return ATTRIBUTION.test(line) || ATTRIBUTION.test(`${line} ${(lines[index + 1] ?? '').slice(0, 200)}`);
}

function signatureStart(lines: readonly string[]): number {
  const length = lines.findLastIndex((line) => line !== '') + 1;
  for (let index = Math.max(1, length - LONGEST_SIGNATURE_LINES); index < length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '--' || line === '__') return index;
    const tail = lines.slice(index + 1, length);
    if (
      CLOSING.test(line) &&
      tail.length <= LONGEST_CLOSING_LINES &&
      tail.every((after) => after.length <= 80)
    )
      return index;
  }
  return length;
}

/** A disclaimer runs to the end of its paragraph. */
function withoutDisclaimers(lines: readonly string[]): string[] {
  let inDisclaimer = false;
  return lines.filter((line) => {
    if (line === '') inDisclaimer = false;
    else if (DISCLAIMER.test(line.slice(0, DISCLAIMER_HEAD_LENGTH))) inDisclaimer = true;
    return !inDisclaimer;
  });
}

/**
 * The lines that mail programs and companies put around a message, in English, German, French, Spanish, Portuguese,
 * Dutch, Italian and Polish. Only what nobody writes about a matter of their own: a line too many would be a
 * customer's word lost.
 */

const anyOf = (...alternatives: string[]): string => `(?:${alternatives.join('|')})`;

const wholeLine = (end: string, ...alternatives: string[]): RegExp =>
  new RegExp(`^${anyOf(...alternatives)}${end}$`, 'i');

/** "On … wrote:" and its kin, possibly wrapped over two lines. */
export const ATTRIBUTION = wholeLine(
  '\\s?:',
  String.raw`on\b.{4,200}\bwrote`,
  String.raw`am\b.{4,200}\bschrieb\b.{0,120}`,
  String.raw`le\b.{4,200}\ba [ée]crit`,
  String.raw`el\b.{4,200}\bescribi[oó]`,
  String.raw`em\b.{4,200}\bescreveu`,
  String.raw`op\b.{4,200}\bschreef\b.{0,120}`,
  String.raw`il\b.{4,200}\bha scritto`,
  String.raw`(?:w dniu|dnia|(?:pon|wt|[śs]r|czw|pt|sob|niedz)\.,?) .{4,200}\b(?:napisa[łl](?:a|\(a\))?|pisze)`,
);

/** How an attribution begins. */
export const ATTRIBUTION_START =
  /^(?:on|am|el|le|em|op|il|w|dnia|pon\.,?|wt\.,?|[śs]r\.,?|czw\.,?|pt\.,?|sob\.,?|niedz\.,?)\s/i;

export const ORIGINAL_MESSAGE = new RegExp(
  String.raw`^[-_\s]*${anyOf(
    'original message|forwarded message',
    'urspr[üu]ngliche nachricht|weitergeleitete nachricht',
    "message d'origine|message transf[ée]r[ée]",
    'mensaje original|mensaje reenviado',
    'mensagem original|mensagem encaminhada',
    'oorspronkelijk bericht|doorgestuurd bericht',
    'messaggio originale|messaggio inoltrato',
    'wiadomo[śs][ćc] oryginalna|oryginalna wiadomo[śs][ćc]|(?:tre[śs][ćc] )?przekazan(?:a|ej) wiadomo[śs](?:[ćc]|ci)',
  )}[-_\s]*$`,
  'i',
);

/** Opens the header block of an earlier message, if one of the others follows. */
export const HEADER_FROM = /^\*?(?:from|von|de|desde|exp[ée]diteur|van|da|od)\s?:\*?\s/i;

export const HEADER_OTHER = new RegExp(
  String.raw`^\*?${anyOf(
    'sent|date|to|cc|subject',
    'gesendet|datum|an|betreff',
    'envoy[ée]|[àa]|objet',
    'enviado(?: el| em)?|fecha|para|asunto|data|assunto',
    'verzonden|aan|onderwerp',
    'inviato|oggetto',
    'wys[łl]an[oey]|do|dw|temat',
  )}\s?:\*?\s`,
  'i',
);

const DEVICE = anyOf(
  "iphone(?:'a)?|ipad(?:'a)?|android(?:a)?|samsung|outlook|yahoo|gmail|proton",
  'telefoon|mobiel|tablet|smartphone',
  'telefono|cellulare|dispositivo',
  'telefonu|smartfon[au]|tabletu|urz[ąa]dzenia',
);

export const DEVICE_LINE = wholeLine(
  String.raw`\b.{0,80}`,
  'sent from (?:my|mail|outlook|yahoo|samsung)|get outlook for',
  'von meinem .{2,40} gesendet|gesendet (?:mit|von)',
  'envoy[ée] (?:de|depuis) mon',
  'enviado desde',
  'enviado do meu',
  `(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via) (?:mijn |de )?${DEVICE}`,
  `inviato (?:dal? (?:mio )?|con )${DEVICE}`,
  `wys[łl]an[eoy] z (?:mojego |aplikacji )?${DEVICE}`,
);

export const CLOSING = wholeLine(
  String.raw`\s?[,.!]?`,
  '(?:best|kind|warm|many)? ?regards|best wishes|yours (?:sincerely|faithfully|truly)|sincerely|cheers',
  'mit (?:freundlichen|besten) gr[üu](?:ß|ss)en|(?:viele|liebe|beste|freundliche) gr[üu](?:ß|ss)e|mfg',
  '(?:bien )?cordialement|(?:sinc[èe]res )?salutations(?: distingu[ée]es)?|bien [àa] vous',
  '(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente',
  'atenciosamente|cumprimentos|(?:com os melhores|melhores) cumprimentos|att',
  '(?:met )?(?:vriendelijke|hartelijke|beste) groet(?:en)?|hoogachtend|mvg|groet(?:en|jes)',
  '(?:cordiali|distinti|cari|migliori) saluti|saluti(?: cordiali)?|un (?:cordiale )?saluto',
  'z powa[żz]aniem|z wyrazami szacunku|(?:serdecznie )?pozdrawiam(?: serdecznie)?|(?:serdeczne )?pozdrowienia|pozdr',
);

export const BANNER = new RegExp(
  String.raw`^[\W_]*${anyOf(
    'caution|warning|external(?: e-?mail)?|achtung|attention|atenci[oó]n|aten[çc][ãa]o',
    'let op|waarschuwing|attenzione|avviso|uwaga|ostrze[żz]enie',
  )}\b.{0,40}\b${anyOf(
    'originated (?:from )?outside|external (?:sender|source)|externe[rn]? absender|outside (?:of )?(?:the|your) organi[sz]ation',
    'externe afzender|(?:van )?buiten (?:de|uw|onze|je) organisatie',
    "mittente esterno|esterno (?:dell'|all'|della |alla )(?:organizzazione|azienda)",
    'spoza (?:twojej |naszej |pa[ńn]stwa )?(?:organizacji|firmy)|zewn[ęe]trzn(?:y|ego) nadawc(?:a|y)|nadawc(?:a|y) zewn[ęe]trzn',
  )}`,
  'i',
);

export const DISCLAIMER = new RegExp(
  anyOf(
    String.raw`(?:this|diese|este|esta|ce|cette|the (?:information|contents?)).{0,60}(?:e-?mail|message|nachricht|mensaje|correo|mensagem|courriel|communication).{0,160}(?:confidential|privileged|intended (?:only|solely)|vertraulich|confidencial|confidentiel)`,
    String.raw`^(?:dit|deze|de (?:inhoud|informatie)).{0,160}(?:uitsluitend|alleen|enkel) (?:bestemd|bedoeld) voor de geadresseerde`,
    String.raw`^(?:il (?:presente )?messaggio|(?:il |la )?presente|quest[oa]|le informazioni).{0,200}(?:destinat[oaie] (?:esclusivamente|unicamente|solo) a|ad uso esclusivo del destinatario|(?:esclusivamente|unicamente) (?:al|ai) destinatar)`,
    String.raw`^(?:ta|niniejsz[aey]|tre[śs][ćc]|informacje).{0,200}przeznaczon[aey] (?:jest |s[ąa] )?(?:wy[łl][ąa]cznie|tylko) dla adresat`,
    String.raw`(?:consider the environment|denken sie an die umwelt|pensez [àa] l'environnement|piense en el medio ambiente|pense no meio ambiente|denk aan het milieu|(?:pensa|pensate) all'ambiente|pomy[śs]l o [śs]rodowisku).{0,40}`,
    String.raw`^unsubscribe\b.{0,60}$`,
  ),
  'i',
);
