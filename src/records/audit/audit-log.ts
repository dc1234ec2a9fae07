import { randomBytes } from 'node:crypto';
import { mkdir, rm, open, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { AuditUnwritableError, type AuditEntry, type AuditLog } from '../../ports/audit-log.js';
import {
  auditFiles,
  dayOfFile,
  fileName,
  newestHead,
  beginLine,
  entryLine,
  lineHash,
  type BeginEntry,
} from './stored-line.js';

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
/** A disk that does not answer must not keep a process from ending: what waits is written by the step that asked. */
const LONGEST_CLOSE_MS = 5_000;
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
    await Promise.race([this.idle, delay(LONGEST_CLOSE_MS, undefined, { ref: false })]);
    if (this.isWriting) return;
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

/** One file of the audit log, written by this process alone. After a failed write it holds what it held before. */
class AuditFile {
  private lines = 0;
  private hash = '';
  private bytes = 0;
  private broken = false;

  private constructor(
    private readonly handle: FileHandle,
    private readonly keys: EncryptionKeys | null,
  ) {}

  /** Makes the file with its first line. A file that cannot get it is not left behind. */
  static async begin(folder: string, first: BeginEntry, keys: EncryptionKeys | null): Promise<AuditFile> {
    const target = path.join(folder, first.file);
    // Exclusive: nobody's file is ever written over.
    const handle = await open(target, 'ax', 0o600);
    const file = new AuditFile(handle, keys);
    try {
      await file.write([() => beginLine(first)]);
      return file;
    } catch (error) {
      await handle.close();
      await rm(target, { force: true });
      throw error;
    }
  }

  /** A write failed and could not be taken back: nothing may be added any more. */
  get isBroken(): boolean {
    return this.broken;
  }

  /** All of them, in order and on the disk, or none. */
  append(entries: readonly AuditEntry[]): Promise<void> {
    return this.write(
      entries.map((entry) => (seq: number, prev: string) => entryLine({ seq, prev }, entry, this.keys)),
    );
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async write(makers: readonly ((seq: number, prev: string) => string)[]): Promise<void> {
    let { lines, hash } = this;
    let text = '';
    for (const make of makers) {
      const line = make(lines + 1, hash);
      lines += 1;
      hash = lineHash(line);
      text += `${line}\n`;
    }
    try {
      await this.handle.appendFile(text);
      await this.handle.datasync();
    } catch (error) {
      this.broken = true;
      await this.handle.truncate(this.bytes);
      this.broken = false;
      throw error;
    }
    this.bytes += Buffer.byteLength(text);
    Object.assign(this, { lines, hash });
  }
}
