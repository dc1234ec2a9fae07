import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import { parsedLines, runCli } from '../support/cli.js';
import { LOCAL, OTHER } from '../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(120_000);
const newFolder = temporaryFolders();

/** `redact` on digits that are a phone number in Germany, and none in the United States; what came of it. */
async function redactWith(tenants: object[], ...args: string[]) {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'tenants.yaml'), stringify({ tenants }));
  const input = `${JSON.stringify({ id: 1, text: '98765 43210' })}\n`;
  const run = await runCli(['redact', ...args], { folder, env: { TENANTS_FILE: 'tenants.yaml' }, input });
  return {
    ...run,
    types: run.code === 0 ? parsedLines<{ spans: { type: string }[] }>(run.stdout)[0]!.spans : [],
  };
}

const german = { ...OTHER, phoneRegion: 'DE' };

describe('--tenant', () => {
  test('need not be said where there is one, whatever its name', async () => {
    expect((await redactWith([german])).types).toMatchObject([{ type: 'PHONE' }]);
  });

  test('says which where there are several', async () => {
    expect((await redactWith([LOCAL, german], '--tenant', 'beta')).types).toMatchObject([{ type: 'PHONE' }]);
    expect((await redactWith([LOCAL, german], '--tenant', 'acme')).types).toEqual([]);
  });

  test('is missed where there are several → 64, naming them', async () => {
    const { code, stdout, stderr } = await redactWith([LOCAL, german]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toBe('there are several tenants; expected --tenant with one of: acme, beta\n');
  });

  test('of nobody → 64, naming them', async () => {
    const { code, stderr } = await redactWith([LOCAL, german], '--tenant', 'default');
    expect({ code, stderr }).toEqual({
      code: 64,
      stderr: 'there is no tenant default; expected one of: acme, beta\n',
    });
  });

  test('a wrong file → 78, with its faults', async () => {
    const { code, stderr } = await redactWith([{ ...LOCAL, region: 'DE' }]);
    expect(code).toBe(78);
    expect(stderr).toContain('tenants[0].region: expected one of: name, ');
  });
});
