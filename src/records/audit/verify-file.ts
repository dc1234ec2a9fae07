import type { EncryptionKeys } from '../../crypto/keys.js';
import { SealedTextError } from '../../crypto/line-cipher.js';
import type { AuditEntry } from '../../ports/audit-log.js';
import { rawLines } from './folder.js';
import { entryOf, parseLine, storedHash, type Head, type StoredLine } from './stored-line.js';

/** What a file says of itself. */
export interface CheckedFile {
  lines: number;
  /** Digest of each line that another file refers to, by its number. */
  hashes: Map<number, string>;
  follows: Head | null;
  /** When it was begun, ISO 8601; null when that cannot be read. */
  begunAt: string | null;
  /** Numbers of lines that were erased. */
  erased: number[];
  /** Encrypted lines that were not opened for want of a key. */
  unopened: number;
  /** The last line was cut: by a crash while it was written, or by somebody. */
  isCut: boolean;
  faults: string[];
}

export interface FileCheck {
  name: string;
  path: string;
  keys: EncryptionKeys | null;
  /** Numbers of lines whose digest is asked for. */
  wanted: ReadonlySet<number>;
  onEntry: (entry: AuditEntry) => void;
}

/** Follows the chain of one file from its first line to its last. */
export async function checkFile({ name, path, keys, wanted, onEntry }: FileCheck): Promise<CheckedFile> {
  const checked: CheckedFile = {
    ...{ lines: 0, hashes: new Map(), follows: null, begunAt: null, erased: [], unopened: 0, isCut: false },
    faults: [],
  };
  const fault = (what: string) => checked.faults.push(`line ${checked.lines}: ${what}`);
  let prev = '';
  for await (const { text, whole } of rawLines(path)) {
    if (!whole) {
      checked.isCut = true;
      break;
    }
    checked.lines += 1;
    const line = parseLine(text);
    if (line === null) fault('it is no line of an audit file');
    else {
      if (line.seq !== checked.lines || line.prev !== prev)
        fault('it does not follow the line before: one of them was changed, removed or added');
      if ((checked.lines === 1) !== 'begin' in line)
        fault('a file begins with its own first line, and only there');
      noteBegin(checked, line, { name, fault });
      if ('erased' in line) checked.erased.push(checked.lines);
      if ('sealed' in line && keys === null) checked.unopened += 1;
      const entry = opened(line, keys, fault);
      if (entry !== null) onEntry(entry);
    }
    prev = storedHash(text);
    if (wanted.has(checked.lines)) checked.hashes.set(checked.lines, prev);
  }
  return checked;
}

function noteBegin(
  checked: CheckedFile,
  line: StoredLine,
  { name, fault }: { name: string; fault: (what: string) => void },
): void {
  if (!('begin' in line) || checked.lines !== 1) return;
  checked.follows = line.begin.follows;
  checked.begunAt = line.begin.at;
  if (line.begin.file !== name) fault(`the file was begun as ${line.begin.file}`);
}

function opened(
  line: StoredLine,
  keys: EncryptionKeys | null,
  fault: (what: string) => void,
): AuditEntry | null {
  try {
    return entryOf(line, keys);
  } catch (error) {
    if (!(error instanceof SealedTextError)) throw error;
    fault(error.message);
    return null;
  }
}
