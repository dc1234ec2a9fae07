import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openAuditLog, type AuditLogOptions } from '../../../../src/records/audit/audit-log.js';
import { verifyAuditLog, type VerifyOptions } from '../../../../src/records/audit/verify.js';
import type { AuditEntry } from '../../../../src/ports/audit-log.js';

/** Days that files are kept in tests. */
export const KEEP_DAYS = 400;

/** Writes entries as one worker process would, from its start to its end. */
export async function writeAsOneProcess(
  folder: string,
  entries: readonly AuditEntry[],
  options: Partial<AuditLogOptions> = {},
): Promise<void> {
  const log = await openAuditLog({ folder, keys: null, keepDays: KEEP_DAYS, ...options });
  for (const entry of entries) await log.append(entry);
  await log.close();
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));

export const linesIn = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

/** Changes the lines of a file, as somebody with an editor would. */
export function tamper(file: string, change: (lines: string[]) => string[]): void {
  writeFileSync(
    file,
    change(linesIn(file))
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** What is wrong with the log of a folder, as `file number, what`. */
export async function faultsOf(folder: string, options: Partial<VerifyOptions> = {}): Promise<string[]> {
  const names = filesIn(folder).map((file) => path.basename(file));
  const { faults } = await verifyAuditLog({
    ...{ folders: [folder], keys: null, keepDays: KEEP_DAYS, now: new Date(), recorded: null, ...options },
  });
  return faults.map(({ file, what }) => {
    const named = names.reduce((text, name, index) => text.replaceAll(name, `file ${index + 1}`), what);
    return `${file === null || !names.includes(file) ? 'no file' : `file ${names.indexOf(file) + 1}`}, ${named}`;
  });
}
