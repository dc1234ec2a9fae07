import { SECTIONS, type Section } from './sections.js';
import { type Setting, variablesOf, describeSetting, textOf } from './setting.js';
import { z } from 'zod';
import { DEFAULT_VERDICT_POLICY } from '../../domain/tenant-policy.js';
import { PLATFORM_KINDS } from '../../platforms/index.js';
import { llmSchema } from '../../models/settings.js';
import { settingNotes } from '../../ports/setting.js';
import { platformRates } from '../tenants/configured-tenants.js';
import type { TenantSources } from '../tenants/secret-reference.js';
import { entrySchema } from '../tenants/tenant-entry.js';
import { triageSchema, verdictsSchema } from '../triage.js';

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

const ENV_FILE_BEGINNING = `# Copy to .env and fill in. Every variable is optional unless a comment says otherwise; an empty value counts as unset.
# A real environment variable wins over this file. Made by \`npm run docs:configuration\` from the schemas in src/config, as
# docs/configuration.md is, which also says who acts by a setting.
`;

const WIDTH = 119;

/** .env.example: every variable, commented out, with its default or an example. */
export function environmentExample(): string {
  return [ENV_FILE_BEGINNING, ...SECTIONS.map(envSection)].join('\n');
}

function envSection(section: Section): string {
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

/** What the schemas are made with; nothing is read. */
const SOURCES: TenantSources = {
  env: {},
  folder: '',
  read: () => '',
  plainHttpHosts: [],
  defaults: {
    rates: platformRates({}, []),
    llm: llmSchema.parse({}),
    triage: triageSchema.parse({}),
    policy: verdictsSchema.parse({}),
  },
};

const POLICY: Readonly<Record<string, unknown>> = { ...DEFAULT_VERDICT_POLICY };

/** Every key of a tenant's entry, of any kind of help desk, such as `platform.subdomain`. */
export function tenantKeys(): Setting[] {
  const entries = PLATFORM_KINDS.map((kind) => entrySchema({ platform: { kind } }, SOURCES));
  const parts = Object.keys(entries[0]!.shape);
  const keys = new Map(entries.flatMap((entry) => keysOf(entry, '').map((key) => [key.name, key])));
  const place = ({ name }: Setting) => parts.indexOf(name.split(/[.[]/)[0] as string);
  return [...keys.values()].sort((one, other) => place(one) - place(other));
}

/** Beside keys with values also what lies below them, unless their notes say all of it. */
function keysOf(schema: z.ZodObject, before: string): Setting[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, value]) => {
    const name = `${before}${key}`;
    const notes = settingNotes.get(value);
    const inner = notes?.values === undefined ? mappingIn(value) : null;
    const own =
      notes === undefined && inner !== null ? [] : [withOtherwise(describeSetting(name, value, ''), value)];
    return inner === null ? own : [...own, ...keysOf(inner.mapping, `${name}${inner.step}`)];
  });
}

function withOtherwise(setting: Setting, schema: z.ZodType): Setting {
  if (setting.otherwise !== null) return setting;
  if (!(schema instanceof z.ZodOptional)) return { ...setting, otherwise: 'must be said' };
  return { ...setting, fixedDefault: textOf(POLICY[setting.name]) };
}

function mappingIn(schema: z.ZodType): { mapping: z.ZodObject; step: string } | null {
  if (schema instanceof z.ZodOptional) return mappingIn(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject) return { mapping: schema, step: '.' };
  if (!(schema instanceof z.ZodArray) || !(schema.element instanceof z.ZodObject)) return null;
  return { mapping: schema.element, step: '[].' };
}
