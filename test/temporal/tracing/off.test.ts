import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const execute = promisify(execFile);
const DIST = path.resolve(import.meta.dirname, '../../../dist/src');
const built = (name: string) => pathToFileURL(path.join(DIST, name)).href;

/** Which modules of tracing are loaded once these are; the API alone is a dependency of the metrics. */
async function loadedWith(...names: string[]): Promise<string[]> {
  const script = `
    import { createRequire } from 'node:module';
    for (const name of ${JSON.stringify(names.map(built))}) await import(name);
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(JSON.stringify(loaded.filter((file) => /@opentelemetry.(?!api)|interceptors-opentelemetry/.test(file))));`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as string[];
}

describe('without an endpoint', () => {
  test('worker and gateway load nothing of what traces, which is loaded with it', async () => {
    expect(await loadedWith('worker.js', 'gateway.js')).toEqual([]);
    expect(await loadedWith('temporal/tracing/tracing.js')).not.toEqual([]);
  });

  test('the workflows hold nothing of it', () => {
    const code = readFileSync(process.env['TEST_WORKFLOW_BUNDLE'] as string, 'utf8');
    expect(code).toContain('processTicket');
    expect(code).not.toContain('opentelemetry/sdk-trace');
  });
});
