import { SECTIONS, type Section } from './sections.js';
import type { Setting } from './setting.js';
import { tenantKeys } from './tenant-keys.js';
import { variablesOf } from './variables.js';

const BEGINNING = `# Settings

Made by \`npm run docs:configuration\` from the schemas in \`src/config\`, as \`.env.example\` is; change the notes there, not this page.

Variables come from the environment or from \`.env\` in the working directory; the environment wins, and an empty value counts as unset. Every process and every command checks all of them when it starts: one message lists every fault (variable, expected, got), and the exit code is 78 with nothing started. Secrets are marked; no message, log or metric shows their value. "Used by" names who acts by a setting: \`up\` is what \`npm start\` runs, and starts a worker and a gateway.

\`\`\`sh
npx ticket-processor doctor     # reads them all, tries what they name, writes nothing
\`\`\`
`;

const TENANTS = `## Keys of the tenants file

Of one entry of the list \`tenants\` in the file that \`TENANTS_FILE\` names; [an example, and how changes take effect](tenants.md). Used by every process. Secrets are references, never the secret itself.
`;

/** docs/configuration.md. */
export function settingsDocument(): string {
  const sections = SECTIONS.map(sectionText);
  return [BEGINNING, ...sections, `${TENANTS}\n${table(tenantKeys(), TENANT_COLUMNS)}`].join('\n');
}

function sectionText(section: Section): string {
  const { title, page, introduction } = section;
  const more = page === null ? '' : ` More: [${page}](${page}).`;
  return `## ${title}\n\n${introduction}${more}\n\n${table(variablesOf(section), COLUMNS)}`;
}

type Column = readonly [title: string, cell: (setting: Setting) => string];

const TENANT_COLUMNS: readonly Column[] = [
  ['key', ({ name }) => `\`${name}\``],
  ['meaning', ({ means }) => means],
  ['values', ({ values, isSecret }) => (isSecret ? `secret; ${values}` : values)],
  ['default', defaultCell],
];

const COLUMNS: readonly Column[] = [
  ['variable', ({ name }) => `\`${name}\``],
  ...TENANT_COLUMNS.slice(1),
  ['used by', ({ usedBy }) => usedBy],
];

function defaultCell({ fixedDefault, otherwise }: Setting): string {
  return fixedDefault === null ? (otherwise ?? 'none') : `\`${fixedDefault}\``;
}

/** Aligned as the formatter of the other pages does. */
function table(settings: readonly Setting[], columns: readonly Column[]): string {
  const rows = settings.map((setting) => columns.map(([, cell]) => inTable(cell(setting))));
  const titles = columns.map(([title]) => title);
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] as string).length)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] as number, fill)).join(' | ')} |\n`;
  return [
    line(titles),
    line(
      titles.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('');
}

/** What Markdown would read as something else. */
const inTable = (text: string): string =>
  text
    .split('`')
    .map((part, index) =>
      index % 2 === 0 ? part.replace(/[|*<]|(?<!\w)_|_(?!\w)/g, '\\$&') : part.replaceAll('|', '\\|'),
    )
    .join('`');
