import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CHECKOUT_FOLDER } from '../../setup/checkout.mjs';
import { buildIsCurrent, compile } from '../../setup/compile.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();
const COMPILER_TIMEOUT_MS = 60_000;

async function checkoutWith(sources) {
  const checkout = await temporaryFolder();
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'setup']) {
    await cp(path.join(CHECKOUT_FOLDER, name), path.join(checkout, name), { recursive: true });
  }
  await symlink(path.join(CHECKOUT_FOLDER, 'node_modules'), path.join(checkout, 'node_modules'), 'junction');
  for (const [name, text] of Object.entries(sources)) await write(checkout, name, text);
  return checkout;
}

async function write(checkout, name, text) {
  await mkdir(path.dirname(path.join(checkout, name)), { recursive: true });
  await writeFile(path.join(checkout, name), text);
}

describe('compile', () => {
  test(
    'compiles, is current until a source changes, and forgets sources that are gone',
    async () => {
      const checkout = await checkoutWith({
        'src/kept.ts': 'export const kept: number = 1;\n',
        'src/gone.ts': 'export const gone = 1;\n',
      });
      expect(await buildIsCurrent(checkout)).toBe(false);
      await compile(checkout);
      expect(await readFile(path.join(checkout, 'dist', 'src', 'kept.js'), 'utf8')).toMatch('kept = 1');
      expect(await buildIsCurrent(checkout)).toBe(true);
      expect(existsSync(path.join(checkout, 'dist', 'workflow-bundle.js'))).toBe(false);

      await rm(path.join(checkout, 'src', 'gone.ts'));
      expect(await buildIsCurrent(checkout)).toBe(false);
      await compile(checkout);
      expect(existsSync(path.join(checkout, 'dist', 'src', 'gone.js'))).toBe(false);
      expect(existsSync(path.join(checkout, 'dist', 'src', 'kept.js'))).toBe(true);
    },
    COMPILER_TIMEOUT_MS,
  );

  test(
    'workflows → bundled beside the compiled sources, for unversioned and for versioned workers, traced or not',
    async () => {
      const workflow =
        'export async function greet(): Promise<string> {\n  return Promise.resolve("hello-bundle");\n}\n';
      const checkout = await checkoutWith({
        'src/workflows/index.ts': workflow,
        'src/workflows/versioned.ts': "export * from './index.js';\n",
        'src/temporal/tracing/workflow-interceptors.ts':
          "export const interceptors = () => ({ inbound: [], kind: 'hello-tracing' });\n",
        'src/crypto/failure-converter.cts': "exports.failureConverter = { kind: 'hello-failures' };\n",
      });
      await compile(checkout);
      for (const bundle of ['workflow-bundle.js', 'workflow-bundle-versioned.js']) {
        const code = await readFile(path.join(checkout, 'dist', bundle), 'utf8');
        expect(code).toMatch('hello-bundle');
        expect(code).toMatch('hello-failures');
        expect(code).not.toMatch('hello-tracing');
      }
      for (const bundle of ['workflow-bundle-traced.js', 'workflow-bundle-versioned-traced.js'])
        expect(await readFile(path.join(checkout, 'dist', bundle), 'utf8')).toMatch('hello-tracing');
    },
    COMPILER_TIMEOUT_MS,
  );

  test(
    'the dashboard → built beside them, and out of date when it changes',
    async () => {
      const checkout = await checkoutWith({
        'src/kept.ts': 'export const kept = 1;\n',
        'dashboard/index.html': '<!doctype html><script type="module" src="/main.ts"></script>\n',
        'dashboard/main.ts': "document.title = 'hello-dashboard';\n",
        'dashboard/vite.config.mjs':
          "export default { root: import.meta.dirname, build: { outDir: '../dist/dashboard', emptyOutDir: true } };\n",
      });
      await compile(checkout);
      const built = path.join(checkout, 'dist', 'dashboard');
      const [script] = await readdir(path.join(built, 'assets'));
      expect(await readFile(path.join(built, 'index.html'), 'utf8')).toMatch(script);
      expect(await readFile(path.join(built, 'assets', script), 'utf8')).toMatch('hello-dashboard');
      expect(await buildIsCurrent(checkout)).toBe(true);
      await write(checkout, 'dashboard/main.ts', "document.title = 'another';\n");
      expect(await buildIsCurrent(checkout)).toBe(false);
    },
    COMPILER_TIMEOUT_MS,
  );

  test(
    'a type error → an error with file and line, and the build stays out of date',
    async () => {
      const checkout = await checkoutWith({ 'src/wrong.ts': 'export const wrong: number = "text";\n' });
      await expect(compile(checkout)).rejects.toMatchObject({
        name: 'SetUpError',
        message: expect.stringMatching(/src\/wrong\.ts\(1,14\): error TS2322/),
      });
      expect(await buildIsCurrent(checkout)).toBe(false);
    },
    COMPILER_TIMEOUT_MS,
  );
});
