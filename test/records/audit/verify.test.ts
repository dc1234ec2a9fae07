import { copyFileSync, renameSync, rmSync, truncateSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { entryLine, lineHash } from '../../../src/records/audit/stored-line.js';
import { verifyAuditLog } from '../../../src/records/audit/verify.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, filesIn, KEEP_DAYS, tamper, writeAsOneProcess } from './support/audit-folder.js';
import { ticketEntryOf } from './support/entries.js';

const newFolder = temporaryFolders();
const entriesOf = (count: number) => Array.from({ length: count }, () => ticketEntryOf());

let folder: string;
let first: string;
let second: string;
/** Two processes, one after the other, three rounds each. */
beforeEach(async () => {
  folder = newFolder();
  await writeAsOneProcess(folder, entriesOf(3));
  await writeAsOneProcess(folder, entriesOf(3));
  [first = '', second = ''] = filesIn(folder);
});

const CHAIN = 'it does not follow the line before: one of them was changed, removed or added';

describe('verifyAuditLog', () => {
  test('as it was written → no fault', async () => {
    expect(await faultsOf(folder)).toEqual([]);
  });

  test('a changed line → the line after it says so', async () => {
    tamper(first, (lines) => lines.map((line, at) => (at === 1 ? line.replace('"high"', '"low"') : line)));
    expect(await faultsOf(folder)).toEqual([`file 1, line 3: ${CHAIN}`]);
  });

  test('a changed last line → the file that was begun after it says so', async () => {
    tamper(first, (lines) => lines.map((line, at) => (at === 3 ? line.replace('"high"', '"low"') : line)));
    expect(await faultsOf(folder)).toEqual(['file 1, line 4: it was another one when file 2 was begun']);
  });

  test('a removed line → its place is empty', async () => {
    tamper(first, (lines) => lines.filter((_line, at) => at !== 2));
    expect(await faultsOf(folder)).toEqual([
      `file 1, line 3: ${CHAIN}`,
      'file 1, lines were cut off: 3 are left of the 4 there were when file 2 was begun',
    ]);
  });

  test('two lines in the other order → both', async () => {
    tamper(second, ([begin = '', one = '', two = '', three = '']) => [begin, two, one, three]);
    expect(await faultsOf(folder)).toEqual([2, 3, 4].map((line) => `file 2, line ${line}: ${CHAIN}`));
  });

  test('a line added at the end of a file → it is in no chain', async () => {
    tamper(second, (lines) => [...lines, lines.at(-1)!]);
    expect(await faultsOf(folder)).toEqual([`file 2, line 5: ${CHAIN}`]);
  });

  test('something else in the file → no line of ours', async () => {
    tamper(second, (lines) => [...lines.slice(0, 2), 'hello', ...lines.slice(2)]);
    expect(await faultsOf(folder)).toContain('file 2, line 3: it is no line of an audit file');
  });

  test('lines cut off the end of a file that another one follows → how many are left', async () => {
    tamper(first, (lines) => lines.slice(0, 2));
    expect(await faultsOf(folder)).toEqual([
      'file 1, lines were cut off: 2 are left of the 4 there were when file 2 was begun',
    ]);
  });

  test('a file that another one follows is gone → missing, unless it was old enough to go', async () => {
    rmSync(first);
    expect((await faultsOf(folder)).join()).toMatch(/the file is missing; it had 4 lines/);
    const later = new Date(Date.now() + (KEEP_DAYS + 2) * 86_400_000);
    expect(await faultsOf(folder, { now: later })).toEqual([]);
  });

  test('a file under another name → it was begun as another one', async () => {
    renameSync(second, second.replace(/-[0-9a-f]{8}\./, '-00000000.'));
    expect((await faultsOf(folder)).join()).toMatch(/file 2, line 1: the file was begun as /);
  });

  test('the end of the newest file cut off → the rounds that the statistics hold are missing', async () => {
    const entries = entriesOf(2);
    await writeAsOneProcess(folder, entries);
    const recorded = new Map(entries.map(({ id, at }) => [id, at]));
    expect(await faultsOf(folder, { recorded })).toEqual([]);
    tamper(filesIn(folder)[2]!, (lines) => lines.slice(0, -1));
    expect(await faultsOf(folder)).toEqual([]);
    expect(await faultsOf(folder, { recorded })).toEqual([
      `no file, round ${entries[1]!.id} is missing, which ended at ${entries[1]!.at} and is in the statistics`,
    ]);
  });

  test('every file gone → every round that the statistics hold is missing; older ones than the log are not asked for', async () => {
    const recorded = new Map([['a/1', '2026-01-01T00:00:00.000Z']]);
    expect(await faultsOf(folder, { recorded })).toEqual([]);
    for (const file of filesIn(folder)) rmSync(file);
    expect(await faultsOf(folder, { recorded })).toHaveLength(1);
  });

  test('half a line at the end, as a crash leaves it → a note, no fault', async () => {
    truncateSync(second, statSync(second).size - 20);
    const report = await verifyAuditLog({
      ...{ folders: [folder], keys: null, keepDays: KEEP_DAYS, now: new Date(), recorded: null },
    });
    expect(report.faults).toEqual([]);
    expect(report.notes.join()).toContain(`${path.basename(second)}: the last line was cut`);
  });

  test('a tombstone that nobody asked for → no erasure names it', async () => {
    tamper(second, (lines) =>
      lines.map((line, at) => {
        if (at !== 1) return line;
        const { seq, prev } = JSON.parse(line) as { seq: number; prev: string };
        const next = JSON.parse(lines[2]!) as { prev: string };
        return JSON.stringify({ seq, prev, erased: next.prev });
      }),
    );
    expect(await faultsOf(folder)).toEqual(['file 2, line 2: it was erased, and no erasure names it']);
  });

  test('the folders of two workers together; a file that only the other has is missing without it', async () => {
    const other = newFolder();
    copyFileSync(first, path.join(other, path.basename(first)));
    await writeAsOneProcess(other, entriesOf(1));
    rmSync(first);
    expect(await faultsOf(folder)).toHaveLength(1);
    expect(await faultsOf(folder, { folders: [folder, other] })).toEqual([]);
  });
});

describe('an encrypted log', () => {
  const keys = freshKeys('2026');
  beforeEach(async () => {
    folder = newFolder();
    await writeAsOneProcess(folder, entriesOf(3), { keys });
    [first = ''] = filesIn(folder);
  });

  test('its chain is checked without the key, and what was not is noted', async () => {
    const options = { folders: [folder], keys: null, keepDays: KEEP_DAYS, now: new Date(), recorded: null };
    const report = await verifyAuditLog(options);
    expect(report).toMatchObject({ lines: 4, faults: [] });
    expect(report.notes.join()).toContain('3 encrypted lines were checked for their place only');
    tamper(first, (lines) => lines.filter((_line, at) => at !== 2));
    expect(await faultsOf(folder)).toHaveLength(1);
  });

  test('a forged line, its chain made to fit → without the key nothing, with it a fault', async () => {
    const foreign = freshKeys('2026');
    tamper(first, (lines) => [
      ...lines,
      entryLine({ seq: 5, prev: lineHash(lines[3]!) }, ticketEntryOf(), foreign),
    ]);
    expect(await faultsOf(folder)).toEqual([]);
    expect((await faultsOf(folder, { keys })).join()).toMatch(
      /file 1, line 5: it cannot be decrypted with key "2026"/,
    );
  });

  test('a line of the right key in another place → a fault', async () => {
    tamper(first, (lines) => {
      const moved = JSON.parse(lines[1]!) as { seq: number };
      return [...lines.slice(0, 2), JSON.stringify({ ...moved, seq: 3 }), lines[3]!];
    });
    expect((await faultsOf(folder, { keys })).join()).toContain('it was changed or moved since');
  });
});
