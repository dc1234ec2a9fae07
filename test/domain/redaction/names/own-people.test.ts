import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

const PEOPLE = [
  'John Smith',
  'Jürgen Müller',
  'María García López',
  "Sean O'Brien",
  'Donald van der Voet',
  'Will May',
  'Li Wei',
  'Иван Петров',
  '王小明',
  '김철수',
  'Dr. Jane Roe',
  'Acme Support',
];

const names = (text: string): string[] => found(text, { people: PEOPLE });

describe("the ticket's own people", () => {
  test.each([
    'John Smith', 'john smith', 'JOHN SMITH', 'Smith, John', 'J. Smith', 'J Smith', 'Smith J', 'John A. Smith'.replace(' A.', ''), 'john.smith', 'john_smith', 'John', 'smith',
    'jsmith', 'johnsmith', 'Jürgen Müller', 'Jurgen Muller', 'Juergen Mueller', 'JÜRGEN MÜLLER', 'Ju\u0308rgen', 'García', 'garcia lopez', 'Garcia-Lopez', 'Maria',
    "O'Brien", 'O’Brien', 'obrien', 'van der Voet', 'Will', 'Will May', 'will may', 'Li Wei', 'wei', 'Петров', 'Ивана Петрова', '王小明', '小明', '김철수', 'Jane',
  ])('%s', (name) => {
    expect(names(`so ${name}: yes`)).toEqual(all('NAME', name));
  }); // prettier-ignore

  test('a possessive ending is left, a genitive is taken', () => {
    expect(names("John's and Smiths and Müllers")).toEqual(all('NAME', 'John', 'Smiths', 'Müllers'));
  });

  test.each([
    'you will see it in may',
    'the support team',
    'Dr. who',
    'van der',
    'a li element',
    'johnny',
    'smithereens',
    'Janet',
  ])('%s stays', (text) => {
    expect(names(text)).toEqual([]);
  });

  test('a role among the people is masked only in full', () => {
    expect(names('Acme Support wrote, support is good')).toEqual(all('NAME', 'Acme Support'));
  });

  test('an e-mail address given as a name lends the words of its local part', () => {
    expect(found('Thanks to Paula and rivera', { people: ['paula.rivera@example.org'] })).toEqual(
      all('NAME', 'Paula', 'rivera'),
    );
  });

  test('thousands of people are looked up by word', () => {
    const people = Array.from({ length: 5000 }, (_, index) => `Person${'abcdefghij'[index % 10]} Family`);
    expect(found('then Persona Family came', { people })).toEqual(all('NAME', 'Persona Family'));
  });
});

describe('names that the platform writes otherwise', () => {
  const people = ['Jan de Vries', 'Mary-Ann van der Berg', 'John Smith'];

  test.each([
    'jandevries',
    'devries',
    'DeVries',
    'VanDerBerg',
    'maryannvanderberg',
    'John X. Smith',
    'John X Smith',
  ])('%s', (name) => {
    expect(found(`so ${name}: yes`, { people })).toEqual(all('NAME', name));
  });

  test('an initial between the names of two people is left', () => {
    expect(found('John X. Vries', { people })).toEqual(all('NAME', 'John', 'Vries'));
  });
});
