import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { AuditUnwritableError, type AuditEntry, type AuditLog } from '../../ports/audit-log.js';
import { AuditFile } from './audit-file.js';
import { auditFiles, dayOfFile, fileName, newestHead } from './folder.js';

export interface AuditLogOptions {
  folder: string;
  /** Lines are encrypted with the first of them; null: written in the clear. */
  keys: EncryptionKeys | null;
  /** Files of days longer ago than this are removed. */
  keepDays: number;
  now?: () => Date;
}

/** A step that is tried again soon after its line was written finds it here. */
const REMEMBERED_IDS = 10_000;
const DAY_MS = 86_400_000;

/**
 * Opens the audit log of this process: a file a UTC day, begun with its first entry. What comes while the disk is busy
 * is written together. Old files go whenever a file is begun.
 * @throws {AuditUnwritableError} when the folder cannot be made.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  await translated(async () => {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await removeOldFiles(options);
  });
  return new FolderAuditLog(options);
}

interface Waiting {
  entry: AuditEntry;
  done: () => void;
  failed: (error: unknown) => void;
}

class FolderAuditLog implements AuditLog {
  private readonly written = new LRUCache<string, true>({ max: REMEMBERED_IDS });
  private readonly writerId = randomBytes(4).toString('hex');
  private waiting: Waiting[] = [];
  private isWriting = false;
  private idle: Promise<void> = Promise.resolve();
  private current: { file: AuditFile; day: string } | null = null;

  constructor(private readonly options: AuditLogOptions) {}

  append(entry: AuditEntry): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed });
      if (!this.isWriting) this.idle = this.drain();
    });
  }

  async close(): Promise<void> {
    await this.idle;
    await this.current?.file.close();
    this.current = null;
  }

  /** Between the last look at who waits and the end there is no await: nobody is overlooked. */
  private async drain(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        await translated(() => this.write(batch.map(({ entry }) => entry)));
        batch.forEach(({ done }) => done());
      } catch (error) {
        batch.forEach(({ failed }) => failed(error));
      }
    }
    this.isWriting = false;
  }

  private async write(entries: readonly AuditEntry[]): Promise<void> {
    const fresh = [...new Map(entries.map((entry) => [entry.id, entry])).values()].filter(
      ({ id }) => !this.written.has(id),
    );
    if (fresh.length === 0) return;
    const file = await this.fileOfToday();
    try {
      await file.append(fresh);
    } finally {
      if (file.isBroken) await this.leave(file);
    }
    for (const { id } of fresh) this.written.set(id, true);
  }

  /** What comes next goes into another file. */
  private async leave(file: AuditFile): Promise<void> {
    this.current = null;
    await file.close().catch(() => undefined);
  }

  private async fileOfToday(): Promise<AuditFile> {
    const { folder, keys, now = () => new Date() } = this.options;
    const begun = now();
    const at = begun.toISOString();
    const day = at.slice(0, 10);
    if (this.current?.day === day) return this.current.file;
    await this.current?.file.close();
    this.current = null;
    const name = fileName(begun, this.writerId);
    const by = `${process.pid}@${hostname()}`;
    await removeOldFiles(this.options);
    const follows = await newestHead(folder);
    const file = await AuditFile.begin(folder, { kind: 'begin', at, file: name, by, follows }, keys);
    this.current = { file, day };
    return file;
  }
}

/** A file of a day that is wholly further back than is kept. */
async function removeOldFiles({ folder, keepDays, now = () => new Date() }: AuditLogOptions): Promise<void> {
  const oldest = oldestDayKept(now(), keepDays);
  for (const name of await auditFiles(folder))
    if ((dayOfFile(name) as string) < oldest) await rm(path.join(folder, name), { force: true });
}

/** The first UTC day whose files are kept. */
export const oldestDayKept = (now: Date, keepDays: number): string =>
  new Date(now.getTime() - keepDays * DAY_MS).toISOString().slice(0, 10);

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AuditUnwritableError(`the audit log cannot be written: ${(cause as Error).message}`, { cause });
  }
}
