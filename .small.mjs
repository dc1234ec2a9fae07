import { execFileSync } from 'node:child_process'; import { readFileSync } from 'node:fs'; import path from 'node:path'; import ts from 'typescript';
process.chdir('/tmp/w/i');
const files = execFileSync('git', ['ls-files', 'src', 'test', 'bench', 'simulators', 'dashboard', 'setup'], { encoding: 'utf8' }).split('\n').filter((f) => /\.(c?ts|tsx|mjs|cjs)$/.test(f));
const src = new Map(files.map((f) => [f, readFileSync(f, 'utf8')]));
const importers = new Map();
for (const f of files) for (const { fileName } of ts.preProcessFile(src.get(f), true, true).importedFiles) {
  if (!fileName.startsWith('.')) continue;
  const base = path.posix.join(path.posix.dirname(f), fileName);
  for (const c of [base, base.replace(/\.(c?)js$/, '.$1ts'), base.replace(/\.js$/, '.tsx'), base + '.ts']) if (src.has(c) && c !== f) { importers.set(c, [...new Set([...(importers.get(c) ?? []), f])]); break; }
}
for (const f of files.filter((f) => f.startsWith('src/'))) { const n = src.get(f).split('\n').length - 1; if (n >= 45) continue; const imp = importers.get(f) ?? []; const inSrc = imp.filter((i) => i.startsWith('src/')); console.log(n, f, '<-', inSrc.join(' '), '| other', imp.length - inSrc.length); }
// dead exports
console.log('--- exports unused elsewhere');
for (const f of files.filter((f) => f.startsWith('src/'))) {
  const sf = ts.createSourceFile(f, src.get(f), ts.ScriptTarget.Latest, true);
  for (const st of sf.statements) {
    const isExp = ts.canHaveModifiers(st) && ts.getModifiers(st)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    const names = [];
    if (isExp) { if (ts.isVariableStatement(st)) for (const d of st.declarationList.declarations) { if (ts.isIdentifier(d.name)) names.push(d.name.text); else d.name.elements.forEach((e) => names.push(e.name.text)); } else if (st.name) names.push(st.name.text); }
    if (ts.isExportDeclaration(st)) { console.log('REEXPORT', f, st.getText()); }
    for (const n of names) {
      const re = new RegExp(`\\b${n.replace('$', '\\$')}\\b`);
      const users = (importers.get(f) ?? []).filter((i) => re.test(src.get(i)));
      if (users.length === 0) console.log(f, n, [...src].filter(([g, t]) => g !== f && re.test(t)).map(([g]) => g).slice(0, 3).join(' '));
    }
  }
}
