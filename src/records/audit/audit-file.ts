import { open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { EncryptionKeys } from '../../crypto/keys.js';
import type { AuditEntry } from '../../ports/audit-log.js';
import { beginLine, entryLine, lineHash, type BeginEntry } from './stored-line.js';

/** One file of the audit log, written by this process alone. After a failed write it holds what it held before. */
export class AuditFile {
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
