import type { RedactedTicket } from '../ticket.js';
import { answersOf, FIELDS } from '../verdict-fields.js';

/** Stands where something was left out. */
const LEFT_OUT = '…';

/** Cyrillic and Greek letters, and the Latin ones that they look like. @see https://www.unicode.org/reports/tr39/ */
const FOREIGN = 'асеіјорѕхуԁһмтнвкгουναικρτ';
const LATIN = 'aceijopsxydhmthbkrouvaikpt';

const LABELS = `(?:${FIELDS.flatMap(answersOf).join('|')})`;
const ORDERS: readonly RegExp[] = [
  // The name of a field of ours, which no customer uses. The letters may be apart.
  ...FIELDS.filter(({ namedInTickets }) => namedInTickets === 'never').map(
    ({ key }) => new RegExp(String.raw`${[...key].join('\\s{0,3}')}|\b${key.replaceAll('_', '')}\b`),
  ),
  ...FIELDS.filter(({ namedInTickets }) => namedInTickets === 'seldom').map(
    ({ key, labels }) =>
      new RegExp(String.raw`\b${key}["'”’]?\s{0,3}(?::|=|to|as)\s{0,3}["'“‘]?(?:${labels.join('|')})\b`),
  ),
  /["'”’»]\s{0,3}as (?:the|your) summary\b|\bsummary must be exactly\b/,
  new RegExp(String.raw`\b(?:classify|categori[sz]e|label|triage)\b.{0,40}\bas\b.{0,20}\b${LABELS}\b`),
  new RegExp(String.raw`["'“‘«]${LABELS}["'”’»] (?:means|stands for|shall mean)\b`),
  // Earlier instructions are taken back, in the languages of the rules and in Chinese.
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|directives?|(?:previous|prior|earlier|your|above) rules)\b/,
  /\b(?:vergiss|ignoriere?|missachte)\b.{0,40}\b(?:anweisung(?:en)?|vorgaben?|regeln)\b/,
  /\b(?:oublie|oubliez|ignore|ignorez)\b.{0,40}\b(?:instructions?|consignes?|regles)\b/,
  /\b(?:olvida|ignora|ignore|esqueca|dimentica)\b.{0,40}\b(?:instrucciones|reglas|instrucoes|regras|istruzioni|regole)\b/,
  /忽略.{0,20}(?:指令|提示|规则)/,
];
const SENTENCE_END = /(?<=[.!?。])\s+/;
const OF_A_JSON_BLOCK = /^\s*(?:[{}[\]]|"?\w{1,40}"?\s*:|```)/;

/**
 * The ticket without the sentences that speak to the model about its answer: a customer speaks of a refund, and only
 * an attacker of a `root_cause`. The fence keeps large models from following them; a small one follows what it reads.
 * The help desk's own text stays as it is: this is only what the model and the rules read.
 * @see https://genai.owasp.org/llmrisk/llm01-prompt-injection/
 */
export function withoutOrders(ticket: RedactedTicket): RedactedTicket {
  const subject = cleared(ticket.subject);
  const messages = ticket.messages.map((message) => ({ ...message, text: cleared(message.text) }));
  return { ...ticket, subject, messages };
}

function cleared(text: string): string {
  if (!holdsAnOrder(text)) return text;
  const lines = text.split('\n').map((line) => ({ line, kept: withoutSentences(line) }));
  const isOrder = lines.map(({ line, kept }) => kept !== line);
  lines.forEach(({ line }, index) => {
    if (isOrder[index] && OF_A_JSON_BLOCK.test(line)) spread(isOrder, index, lines);
  });
  return lines
    .map(({ line, kept }, index) => (!isOrder[index] ? line : kept === line ? LEFT_OUT : kept))
    .filter((line, index, all) => line !== LEFT_OUT || all[index - 1] !== LEFT_OUT)
    .join('\n');
}

/** The rest of a JSON object goes with the line that shows whose it is. */
function spread(isOrder: boolean[], from: number, lines: readonly { line: string }[]): void {
  for (const step of [-1, 1])
    for (let at = from + step; OF_A_JSON_BLOCK.test(lines[at]?.line ?? '') && !isOrder[at]; at += step)
      isOrder[at] = true;
}

/** The line itself when there is no order in it. */
function withoutSentences(line: string): string {
  const sentences = line.split(SENTENCE_END);
  const kept = sentences.map((sentence) => (holdsAnOrder(sentence) ? LEFT_OUT : sentence));
  if (kept.every((sentence, index) => sentence === sentences[index])) return line;
  return kept.filter((sentence, index) => sentence !== LEFT_OUT || kept[index - 1] !== LEFT_OUT).join(' ');
}

function holdsAnOrder(text: string): boolean {
  const read = folded(text);
  return ORDERS.some((order) => order.test(read));
}

/** As a lenient reader takes it: without case, accents, invisible characters, and letters of other alphabets. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase()
    .replace(/[\u0370-\u03ff\u0400-\u052f]/g, (letter) => LATIN[FOREIGN.indexOf(letter)] ?? letter);
