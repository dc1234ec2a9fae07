/** What mail programs and companies put around a message, in English, German, Spanish, French and Portuguese. */

/** "On … wrote:" and its kin, possibly wrapped over two lines. */
const ATTRIBUTION =
  /^(?:on\b.{4,200}\bwrote|am\b.{4,200}\bschrieb\b.{0,120}|el\b.{4,200}\bescribi[oó]|le\b.{4,200}\ba [ée]crit|em\b.{4,200}\bescreveu)\s?:$/i;
const ORIGINAL_MESSAGE =
  /^[-_\s]*(?:original message|forwarded message|urspr[üu]ngliche nachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|message d'origine|message transf[ée]r[ée]|mensagem original|mensagem encaminhada)[-_\s]*$/i;
const HEADER_FROM = /^\*?(?:from|von|de|desde|exp[ée]diteur)\s?:\*?\s/i;
const HEADER_OTHER =
  /^\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|enviado(?: el| em)?|fecha|para|asunto|envoy[ée]|[àa]|objet|data|assunto)\s?:\*?\s/i;
const DEVICE_LINE =
  /^(?:sent from (?:my|mail|outlook|yahoo|samsung)|get outlook for|von meinem .{2,40} gesendet|gesendet (?:mit|von)|enviado desde|enviado do meu|envoy[ée] (?:de|depuis) mon)\b.{0,80}$/i;
const CLOSING =
  /^(?:(?:best|kind|warm|many)? ?regards|best wishes|yours (?:sincerely|faithfully|truly)|sincerely|cheers|mit (?:freundlichen|besten) gr[üu](?:ß|ss)en|(?:viele|liebe|beste|freundliche) gr[üu](?:ß|ss)e|mfg|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|(?:bien )?cordialement|(?:sinc[èe]res )?salutations(?: distingu[ée]es)?|bien [àa] vous|atenciosamente|cumprimentos|(?:com os melhores|melhores) cumprimentos|att)\s?[,.!]?$/i;
const BANNER =
  /^[\W_]*(?:caution|warning|external(?: e-?mail)?|achtung|attention|atenci[oó]n|aten[çc][ãa]o)\b.{0,40}\b(?:originated (?:from )?outside|external (?:sender|source)|externe[rn]? absender|outside (?:of )?(?:the|your) organi[sz]ation)/i;
const DISCLAIMER =
  /(?:this|diese|este|esta|ce|cette|the (?:information|contents?)).{0,60}(?:e-?mail|message|nachricht|mensaje|correo|mensagem|courriel|communication).{0,160}(?:confidential|privileged|intended (?:only|solely)|vertraulich|confidencial|confidentiel)|(?:consider the environment|denken sie an die umwelt|pensez [àa] l'environnement|piense en el medio ambiente|pense no meio ambiente).{0,40}|^unsubscribe\b.{0,60}$/i;

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
  if (line.length > 300 || !/^(?:on|am|el|le|em)\s/i.test(line)) return false;
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
