import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Who may import whom in `src`, lowest layer first. An import points to a lower layer, or to the room it stands in:
 * rooms of one layer do not know each other. `npm run lint` enforces it, `npm run structure` counts what is against it.
 */
export const LAYERS = [
  ['domain'],
  ['contract'],
  ['ports'],
  ['http'],
  ['platforms', 'models', 'crypto', 'alerts/channels'],
  ['config'],
  ['redaction', 'records', 'alerts'],
  ['verdict'],
  ['activities'],
  ['workflows'],
  ['connection'],
  ['client.ts'],
  ['temporal'],
  ['health'],
  ['compose'],
  ['gateway'],
  ['worker.ts', 'gateway.ts'],
  ['cli'],
];

const ROOMS = LAYERS.flatMap((names, layer) => names.map((name) => ({ name, layer }))).sort(
  (a, b) => b.name.length - a.name.length,
);

/**
 * The room of a file of `src`; one that no layer names is a room of its own above all others.
 * @param {string} file path from `src`, with slashes
 * @returns {{ name: string, layer: number }}
 */
export const roomOf = (file) =>
  ROOMS.find(({ name }) => file === name || file.startsWith(`${name}/`)) ?? { name: file, layer: Infinity };

/**
 * Whether a file may not import another one; both as paths from `src`.
 * @param {string} from
 * @param {string} to
 */
export function isAgainstLayers(from, to) {
  const [source, target] = [roomOf(from), roomOf(to)];
  return source.name !== target.name && target.layer >= source.layer;
}

/** The same as a rule of ESLint, for files below `src`. */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { against: '{{from}} may not import {{to}}: {{why}}' } },
  create(context) {
    const sources = path.join(context.cwd, 'src');
    const pathIn = (file) => path.relative(sources, file).split(path.sep).join('/');
    const check = ({ source }) => {
      if (!source?.value?.startsWith?.('.')) return;
      const from = pathIn(context.filename);
      const to = pathIn(path.resolve(path.dirname(context.filename), source.value.replace(/js$/, 'ts')));
      if (to.startsWith('../')) {
        context.report({
          node: source,
          messageId: 'against',
          data: { from, to, why: 'it is outside of src' },
        });
      } else if (isAgainstLayers(from, to)) {
        const why = 'imports point to lower layers (setup/layers.mjs)';
        context.report({ node: source, messageId: 'against', data: { from, to, why } });
      }
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

const PLATFORMS = fileURLToPath(new URL('../src/platforms', import.meta.url));
const VENDORS = readdirSync(PLATFORMS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const VENDOR_WORD = new RegExp(VENDORS.join('|'), 'i');

/** A rule of ESLint: no name, text or path of an import has the word of a help desk's vendor. Comments may. */
export const vendorsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      vendor:
        '{{word}} is named in src/platforms only: ask the descriptor of the help desk (src/platforms/descriptor.ts)',
    },
  },
  create(context) {
    const check = (node, text) => {
      const [word] = VENDOR_WORD.exec(text) ?? [];
      if (word !== undefined) context.report({ node, messageId: 'vendor', data: { word } });
    };
    return {
      Identifier: (node) => check(node, node.name),
      PrivateIdentifier: (node) => check(node, node.name),
      Literal: (node) => check(node, node.raw),
      TemplateElement: (node) => check(node, node.value.raw),
    };
  },
};
