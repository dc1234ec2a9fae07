import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { isAgainstLayers } from './layers.mjs';

/**
 * Prints the size and shape of `src`: files, lines, cycles, knots of folders, and imports against the layer order.
 * `--arrows` lists every import against the order.
 */
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.c?ts$/.test(file) && existsSync(file));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const imports = files.flatMap((from) => importsOf(from).map((to) => ({ from, to })));

const topFolderOf = (file) => path.posix.relative('src', file).split('/')[0] ?? '';

const inSources = (file) => path.posix.relative('src', file);
const against = imports.filter(({ from, to }) => isAgainstLayers(inSources(from), inSources(to)));
const crossing = imports.filter(({ from, to }) => topFolderOf(from) !== topFolderOf(to));
const lengths = [...sources.values()].map((text) => text.split('\n').length - 1).sort((a, b) => a - b);

console.log(`files            ${files.length}`);
console.log(`lines            ${lengths.reduce((sum, length) => sum + length, 0)}`);
console.log(`median length    ${lengths[Math.floor(lengths.length / 2)]}`);
console.log(`over 300 lines   ${lengths.filter((length) => length > 300).length}`);
console.log(`under 40 lines   ${lengths.filter((length) => length < 40).length}`);
console.log(`imports          ${imports.length}, ${crossing.length} across top-level folders`);
console.log(`against layers   ${against.length}`);
if (process.argv.includes('--arrows')) for (const { from, to } of against) console.log(`  ${from} → ${to}`);
const cycles = knots(imports);
console.log(`cycles of files  ${cycles.length}`);
for (const cycle of cycles) console.log(`  ${cycle.join(' · ')}`);
const folderKnots = knots(crossing.map(({ from, to }) => ({ from: topFolderOf(from), to: topFolderOf(to) })));
console.log(`knots of folders ${folderKnots.length}`);
for (const knot of folderKnots) console.log(`  ${knot.join(' · ')}`);

/** The source files that a file imports, types included. */
function importsOf(from) {
  const known = new Set();
  const { importedFiles } = ts.preProcessFile(sources.get(from), true, true);
  for (const { fileName } of importedFiles) {
    if (!fileName.startsWith('.')) continue;
    const to = path.posix.join(path.posix.dirname(from), fileName).replace(/\.(c?)js$/, '.$1ts');
    if (sources.has(to)) known.add(to);
  }
  return [...known];
}

/** Groups of two and more that reach each other (Tarjan's strongly connected components). */
function knots(arrows) {
  const next = new Map();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const [index, low, stack, found] = [new Map(), new Map(), [], []];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const other of next.get(node) ?? []) {
      if (!index.has(other)) visit(other);
      if (stack.includes(other)) low.set(node, Math.min(low.get(node), low.get(other)));
    }
    if (low.get(node) !== index.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    if (members.length > 1) found.push(members.sort());
  };
  for (const node of next.keys()) if (!index.has(node)) visit(node);
  return found;
}
