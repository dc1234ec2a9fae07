import { statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { openAuditLog } from '../../../src/records/audit/audit-log.js';
import { auditEntries, type KeptEntry } from '../../../src/records/audit/entries.js';
import { eraseLines, linesByFile } from '../../../src/records/audit/erasure.js';
import type { ErasureEntry } from '../../../src/ports/audit-log.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, filesIn, KEEP_DAYS, linesIn, writeAsOneProcess } from './support/audit-folder.js';
import { ticketEntryOf } from './support/entries.js';

const newFolder = temporaryFolders();

async function keptOf(folder: string, ticketId: string, keys: Parameters<typeof auditEntries>[0]['keys']) {
  const kept: KeptEntry[] = [];
  for await (const found of auditEntries({ folder, keys }))
    if (found.entry.kind === 'ticket' && found.entry.ticketId === ticketId) kept.push(found);
  return kept;
}

const erasureOf = (lines: KeptEntry[]): ErasureEntry => ({
  ...{
    kind: 'erasure',
    id: 'e-1',
    at: new Date().toISOString(),
    tenant: 'acme',
    reference: 'DSR-1',
    by: 'root@here',
  },
  ...{ tickets: 1, runs: 0, lines: linesByFile(lines) },
});

describe.each([
  ['in the clear', null],
  ['encrypted', freshKeys('2026')],
])('erasing lines %s', (_name, keys) => {
  test('they are gone, the chain holds, and so do lines that a worker adds meanwhile', async () => {
    const folder = newFolder();
    await writeAsOneProcess(folder, [ticketEntryOf({ ticketId: '7' }), ticketEntryOf()], { keys });
    const worker = await openAuditLog({ folder, keys, keepDays: KEEP_DAYS });
    await worker.append(ticketEntryOf());
    await worker.append(ticketEntryOf({ ticketId: '7' }));
    const sizes = filesIn(folder).map((file) => statSync(file).size);

    const kept = await keptOf(folder, '7', keys);
    await writeAsOneProcess(folder, [erasureOf(kept)], { keys });
    await eraseLines(folder, kept);
    await eraseLines(folder, kept);
    expect(
      filesIn(folder)
        .slice(0, 2)
        .map((file) => statSync(file).size),
    ).toEqual(sizes);
    await worker.append(ticketEntryOf());
    await worker.close();

    expect(kept).toHaveLength(2);
    expect(await keptOf(folder, '7', keys)).toEqual([]);
    expect(await keptOf(folder, '42', keys)).toHaveLength(3);
    expect(await faultsOf(folder, { keys })).toEqual([]);
    for (const { file, seq, entry } of kept) {
      const line = linesIn(filesIn(folder).find((name) => name.endsWith(file))!)[seq - 1]!;
      expect(line).not.toContain(entry.id);
      expect(Object.keys(JSON.parse(line) as object)).toEqual(['seq', 'prev', 'erased']);
    }
  });

  test('erased without an erasure that says so → a fault for each', async () => {
    const folder = newFolder();
    await writeAsOneProcess(folder, [ticketEntryOf(), ticketEntryOf({ ticketId: '7' })], { keys });
    await eraseLines(folder, await keptOf(folder, '7', keys));
    expect(await faultsOf(folder, { keys })).toEqual([
      'file 1, line 3: it was erased, and no erasure names it',
    ]);
  });
});
