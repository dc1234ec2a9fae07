import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { openAuditLog } from '../../../src/records/audit/audit-log.js';
import { auditEntries } from '../../../src/records/audit/entries.js';
import { AuditUnwritableError } from '../../../src/ports/audit-log.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, filesIn, KEEP_DAYS, linesIn, writeAsOneProcess } from './support/audit-folder.js';
import { ticketEntryOf } from './support/entries.js';

const newFolder = temporaryFolders();

const idsIn = async (folder: string, keys = null as Parameters<typeof auditEntries>[0]['keys']) => {
  const ids: string[] = [];
  for await (const { entry } of auditEntries({ folder, keys })) ids.push(entry.id);
  return ids;
};

describe('openAuditLog', () => {
  test('entries are read back in the order of writing, and nothing is wrong with them', async () => {
    const folder = path.join(newFolder(), 'data', 'audit');
    const entries = [ticketEntryOf(), ticketEntryOf({ verdict: null, write: null, why: 'closed' })];
    await writeAsOneProcess(folder, entries);
    const read = [];
    for await (const { entry } of auditEntries({ folder, keys: null })) read.push(entry);
    expect(read).toEqual(entries);
    expect(await faultsOf(folder)).toEqual([]);
  });

  test('nobody but the owner may read it', async () => {
    const folder = path.join(newFolder(), 'audit');
    await writeAsOneProcess(folder, [ticketEntryOf()]);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(filesIn(folder)[0]!).mode & 0o077).toBe(0);
  });

  test('many at once: each is written once, and the chain holds', async () => {
    const folder = newFolder();
    const log = await openAuditLog({ folder, keys: null, keepDays: KEEP_DAYS });
    const entries = Array.from({ length: 300 }, () => ticketEntryOf());
    await Promise.all([...entries, ...entries].map((entry) => log.append(entry)));
    await log.append(entries[0]!);
    await log.close();
    expect(await idsIn(folder)).toEqual(entries.map(({ id }) => id));
    expect(await faultsOf(folder)).toEqual([]);
  });

  test('nothing written → no file', async () => {
    const folder = newFolder();
    await writeAsOneProcess(folder, []);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('another UTC day → another file, which names the one before and where it ended', async () => {
    const folder = newFolder();
    let now = new Date('2026-11-22T23:59:59.000Z');
    const log = await openAuditLog({ folder, keys: null, keepDays: KEEP_DAYS, now: () => now });
    await log.append(ticketEntryOf());
    now = new Date('2026-11-23T00:00:01.000Z');
    await log.append(ticketEntryOf());
    await log.close();
    const [first, second] = filesIn(folder);
    expect([first, second].map((file) => path.basename(file!).slice(0, 10))).toEqual([
      '2026-11-22',
      '2026-11-23',
    ]);
    expect(JSON.parse(linesIn(second!)[0]!)).toMatchObject({
      begin: { follows: { file: path.basename(first!), lines: 2 } },
    });
    expect(await faultsOf(folder, { now })).toEqual([]);
  });

  test('files are removed once their whole day is longer ago than they are kept, other files never', async () => {
    const folder = newFolder();
    const at = (day: string) => ({ now: () => new Date(`${day}T12:00:00.000Z`), keepDays: 366 });
    await writeAsOneProcess(folder, [ticketEntryOf()], at('2025-11-21'));
    await writeAsOneProcess(folder, [ticketEntryOf()], at('2025-11-22'));
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    await writeAsOneProcess(folder, [], at('2026-11-23'));
    expect(readdirSync(folder).map((name) => name.slice(0, 10))).toEqual(['2025-11-22', 'notes.txt']);
    expect(await faultsOf(folder, { now: new Date('2026-11-23T12:00:00.000Z'), keepDays: 366 })).toEqual([]);
  });

  test('with a key, what was done cannot be read, and with the key it can', async () => {
    const folder = newFolder();
    const keys = freshKeys('2026');
    const entry = ticketEntryOf();
    await writeAsOneProcess(folder, [entry], { keys });
    const stored = linesIn(filesIn(folder)[0]!).join('\n');
    // Longer than what the base64 of a sealed line holds by chance.
    for (const readable of [
      `"ticketId":"${entry.ticketId}"`,
      entry.runId,
      'ai_bug',
      entry.verdict!.inputHash,
    ])
      expect(stored).not.toContain(readable);
    expect(await idsIn(folder, keys)).toEqual([entry.id]);
    await expect(idsIn(folder)).rejects.toThrow(/LOG_ENCRYPTION_KEY/);
  });
});

describe('a log that cannot be written', () => {
  test('a folder that cannot be made → AuditUnwritableError at the start', async () => {
    const file = path.join(newFolder(), 'in-the-way');
    writeFileSync(file, '');
    await expect(
      openAuditLog({ folder: path.join(file, 'audit'), keys: null, keepDays: KEEP_DAYS }),
    ).rejects.toThrow(AuditUnwritableError);
  });

  test('a write that fails is refused, and the next one goes on where the last good one ended', async () => {
    const folder = newFolder();
    const log = await openAuditLog({ folder, keys: null, keepDays: KEEP_DAYS });
    await log.append(ticketEntryOf());
    const impossible = ticketEntryOf();
    const refused = log.append({ ...impossible, round: 1n as unknown as number });
    await expect(refused).rejects.toThrow(AuditUnwritableError);
    await log.append(impossible);
    await log.close();
    expect(await faultsOf(folder)).toEqual([]);
    expect(filesIn(folder)).toHaveLength(1);
    expect((await idsIn(folder)).at(-1)).toBe(impossible.id);
  });

  const canLimit = process.platform !== 'win32';
  (canLimit ? test : test.skip)(
    'no room → refused, half a line is taken back, and with room it goes on',
    async () => {
      const folder = path.join(newFolder(), 'audit');
      const program = path.join(import.meta.dirname, 'support', 'appending-process.ts');
      const command = `ulimit -f 4; exec "${process.execPath}" --import tsx "${program}" "${folder}"`;
      const env = { ...process.env, NODE_OPTIONS: '' };
      const { stdout } = await promisify(execFile)('sh', ['-c', command], { env });
      const { kept, refused } = JSON.parse(stdout) as { kept: string[]; refused: string };
      expect(refused).toMatch(/AuditUnwritableError: the audit log cannot be written: EFBIG/);
      expect(kept.length).toBeGreaterThan(1);
      expect(await idsIn(folder)).toEqual(kept);
      expect(await faultsOf(folder)).toEqual([]);
      expect(readFileSync(filesIn(folder)[0]!, 'utf8').endsWith('\n')).toBe(true);
    },
    60_000,
  );
});
