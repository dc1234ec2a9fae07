import type { Tally } from '../tally.js';
import { scorePlanted } from './score.js';

const PEOPLE = ['John Smith', 'Jürgen Müller', 'María García López', "Sean O'Brien", 'Jean-Luc Picard', 'Ludwig van Beethoven', 'Åse Bjørnsdottir', 'Zoë Krüger', 'Иван Петров', 'Łukasz Żółć', 'Søren Kierkegaard', 'Anna-Lena Weißmann', 'Şebnem Öztürk', 'João da Silva', 'Priya Raman', 'Jan Novák', 'François Lefèvre', 'Rajesh Patel', 'Ben Carter', 'Siân Llewellyn'] as const; // prettier-ignore
const UNSPACED = ['王小明', '田中太郎', '김민수'] as const;
const PLACES: readonly ((name: string) => string)[] = [
  (name) => `Hi, ${name} here`,
  (name) => `ask ${name}.`,
  (name) => `Thanks,\n${name}`,
  (name) => `(${name})`,
  (name) => `cc ${name}, please`,
  (name) => `@${name}`,
  (name) => `report_${name}.pdf`,
  (name) => `> ${name} said`,
  (name) => `this is ${name}'s laptop`,
];

const plain = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[øØłŁßæ]/g, (letter) => ({ ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', ß: 'ss', æ: 'ae' })[letter] ?? letter); // prettier-ignore

function spellings(name: string): string[] {
  const words = name.split(' ').filter((word) => !/^(?:van|da)$/.test(word));
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return [
    name, name.toUpperCase(), name.toLowerCase(), plain(name), name.normalize('NFD'), name.replaceAll(' ', '\u00a0'), name.replaceAll(' ', '.'), name.replaceAll(' ', '_'), name.replaceAll("'", '’'),
    `${last}, ${first}`, `${last} ${first}`, `${first.charAt(0)}. ${last}`, `${first.charAt(0)}.${last}`, `${first} ${last.charAt(0)}.`, `${last}, ${first.charAt(0)}.`, first, last, first.toLowerCase(), last.toLowerCase(), last.toUpperCase(),
  ]; // prettier-ignore
}

/** The ticket's own people in twenty spellings and nine places, with others on the ticket beside them. */
export function scoreGeneratedNames(tally: Tally): void {
  for (const person of PEOPLE)
    for (const value of spellings(person))
      for (const place of PLACES)
        scorePlanted({ name: "the ticket's people", text: place(value), value, people: ['Support Team', person, 'Zed Other'] }, tally); // prettier-ignore
  for (const value of UNSPACED)
    scorePlanted({ name: "the ticket's people", text: `请联系${value}先生`, value, people: [value] }, tally);
}
