import { appendFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { openAuditLog } from '../../../src/records/audit/audit-log.js';
import { auditEntries, followedEntries, type KeptEntry } from '../../../src/records/audit/entries.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { filesIn, KEEP_DAYS, writeAsOneProcess } from './support/audit-folder.js';
import { ticketEntryOf } from './support/entries.js';

const newFolder = temporaryFolders();

async function allOf(entries: AsyncGenerator<KeptEntry>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { entry } of entries) ids.push(entry.at);
  return ids;
}

describe('auditEntries', () => {
  test('a period is half-open, by when a round ended', async () => {
    const folder = newFolder();
    const ends = ['2026-11-20T10:00:00.000Z', '2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z'];
    const now = () => new Date('2026-11-22T08:00:00.000Z');
    await writeAsOneProcess(
      folder,
      ends.map((at) => ticketEntryOf({ at })),
      { now },
    );
    const period = { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' };
    expect(await allOf(auditEntries({ folder, keys: null, ...period }))).toEqual([ends[1]]);
    expect(await allOf(auditEntries({ folder, keys: null }))).toEqual(ends);
  });

  test('half a line at the end of a file is passed over', async () => {
    const folder = newFolder();
    await writeAsOneProcess(folder, [ticketEntryOf()]);
    appendFileSync(filesIn(folder)[0]!, '{"seq":3,"pre');
    expect(await allOf(auditEntries({ folder, keys: null }))).toHaveLength(1);
  });

  test('no folder → nothing', async () => {
    expect(await allOf(auditEntries({ folder: `${newFolder()}/none`, keys: null }))).toEqual([]);
  });
});

test('followedEntries: what is there, then what comes, in old files and new ones, each once', async () => {
  const folder = newFolder();
  const log = await openAuditLog({ folder, keys: null, keepDays: KEEP_DAYS });
  const entries = Array.from({ length: 4 }, () => ticketEntryOf());
  await log.append(entries[0]!);
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { entry } of followedEntries({ folder, keys: null, signal: stop.signal })) {
    seen.push(entry.id);
    if (seen.length === 1) await log.append(entries[1]!);
    if (seen.length === 2) await writeAsOneProcess(folder, [entries[2]!]);
    if (seen.length === 3) await log.append(entries[3]!);
    if (seen.length === 4) stop.abort();
  }
  await log.close();
  expect(seen).toEqual(entries.map(({ id }) => id));
}, 30_000);
