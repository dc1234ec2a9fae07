import { SECTIONS, type Section } from './sections.js';
import type { Setting } from './setting.js';
import { variablesOf } from './variables.js';

const BEGINNING = `# Copy to .env and fill in. Every variable is optional unless a comment says otherwise; an empty value counts as unset.
# A real environment variable wins over this file. Made by \`npm run docs:configuration\` from the schemas in src/config, as
# docs/configuration.md is, which also says who acts by a setting.
`;

const WIDTH = 119;

/** .env.example: every variable, commented out, with its default or an example. */
export function environmentExample(): string {
  return [BEGINNING, ...SECTIONS.map(sectionText)].join('\n');
}

function sectionText(section: Section): string {
  const { title, page, introduction } = section;
  const heading = `# --- ${title}${page === null ? '' : ` (docs/${page})`} `.padEnd(WIDTH, '-');
  return [heading, ...comment(introduction), '', ...variablesOf(section).flatMap(variableLines), ''].join(
    '\n',
  );
}

function variableLines({ name, means, values, fixedDefault, otherwise, example }: Setting): string[] {
  const expected = values === 'text' ? '' : ` Expected: ${values}.`;
  const unset = fixedDefault === null && otherwise !== null ? ` Unset: ${otherwise}.` : '';
  return [...comment(`${means}${expected}${unset}`), `#${name}=${fixedDefault ?? example ?? ''}`];
}

/** Lines of at most `WIDTH` characters. */
function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? '#'} ${word}`;
    if (lines.length > 0 && longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`# ${word}`);
  }
  return lines;
}
