import path from 'node:path';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { oldestDayKept } from './audit-log.js';
import {
  auditFiles,
  dayOfFile,
  rawLines,
  parseLine,
  type Head,
  entryOf,
  storedHash,
  type StoredLine,
} from './stored-line.js';
import { SealedTextError } from '../../crypto/line-cipher.js';
import type { AuditEntry } from '../../ports/audit-log.js';
import type { OutcomeStore } from '../../ports/records.js';
import { ERASED } from '../../contract/outcome.js';

/** What is wrong, and where. */
interface AuditFault {
  /** Null: something is missing altogether. */
  file: string | null;
  what: string;
}

/** What became of the audit log since it was written. It is as it was written when there are no faults. */
export interface AuditReport {
  files: number;
  lines: number;
  erased: number;
  faults: AuditFault[];
  /** What is no fault, and what could not be checked. */
  notes: string[];
}

export interface VerifyOptions {
  /** Those of several workers may be checked together. */
  folders: readonly string[];
  keys: EncryptionKeys | null;
  keepDays: number;
  now: Date;
  /**
   * IDs of rounds that the log must hold, by when they ended (ISO 8601), read before the log is; null: not known. Of
   * those that ended before the oldest file was begun nothing is expected.
   */
  recorded: ReadonlyMap<string, string> | null;
}

/**
 * Checks every line's place in its file's chain, that each file follows the one before it where that one ended, that
 * erased lines were erased by an entry that says so, and that no recorded round is missing. Encrypted lines keep their
 * chain without the key; with it, each is also proved to be ours.
 */
export async function verifyAuditLog(options: VerifyOptions): Promise<AuditReport> {
  const { folders, keys, recorded } = options;
  const paths = await pathsOf(folders);
  const wanted = await wantedLines(paths);
  const missing = new Map(recorded);
  const mayBeErased = new Set<string>();
  const checked = new Map<string, CheckedFile>();
  for (const [name, file] of paths) {
    const result = await checkFile({
      ...{ name, path: file, keys, wanted: wanted.get(name) ?? new Set() },
      onEntry: (entry) => {
        missing.delete(entry.id);
        if (entry.kind !== 'erasure') return;
        for (const [of, lines] of Object.entries(entry.lines))
          for (const line of lines) mayBeErased.add(`${of}:${line}`);
      },
    });
    checked.set(name, result);
  }
  const unopened = sum(checked, ({ unopened }) => unopened);
  const erasures = unopened > 0 ? null : mayBeErased;
  const faults = [
    ...[...checked].flatMap(([file, { faults }]) => faults.map((what) => ({ file, what }))),
    ...followFaults(checked, options),
    ...(erasures === null ? [] : erasureFaults(checked, erasures)),
    ...(recorded === null || unopened > 0 ? [] : missingFaults(missing, checked)),
  ];
  return {
    files: checked.size,
    lines: sum(checked, ({ lines }) => lines),
    erased: sum(checked, ({ erased }) => erased.length),
    faults,
    notes: notesOf(checked, { unopened, isComplete: recorded !== null }),
  };
}

const sum = (files: ReadonlyMap<string, CheckedFile>, of: (file: CheckedFile) => number): number =>
  [...files.values()].reduce((total, file) => total + of(file), 0);

/** Oldest first, whatever the folder. */
async function pathsOf(folders: readonly string[]): Promise<[name: string, path: string][]> {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await auditFiles(folder)).map((name): [string, string] => [name, path.join(folder, name)]),
    ),
  );
  return found.flat().sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The lines that later files refer to. */
async function wantedLines(paths: readonly [string, string][]): Promise<Map<string, Set<number>>> {
  const wanted = new Map<string, Set<number>>();
  for (const [, file] of paths) {
    const follows = await followedBy(file);
    if (follows === null) continue;
    wanted.set(follows.file, (wanted.get(follows.file) ?? new Set()).add(follows.lines));
  }
  return wanted;
}

async function followedBy(file: string): Promise<Head | null> {
  for await (const { text } of rawLines(file)) {
    const line = parseLine(text);
    return line !== null && 'begin' in line ? line.begin.follows : null;
  }
  return null;
}

/** A file that goes with its age is no fault. */
function followFaults(
  checked: ReadonlyMap<string, CheckedFile>,
  { now, keepDays }: VerifyOptions,
): AuditFault[] {
  const oldest = oldestDayKept(now, keepDays);
  return [...checked].flatMap(([name, { follows }]) => {
    if (follows === null) return [];
    const { file, lines, hash } = follows;
    const before = checked.get(file);
    if (before === undefined)
      return (dayOfFile(file) ?? '') < oldest
        ? []
        : [{ file, what: `the file is missing; it had ${lines} lines when ${name} was begun` }];
    if (before.lines < lines)
      return [
        {
          file,
          what: `lines were cut off: ${before.lines} are left of the ${lines} there were when ${name} was begun`,
        },
      ];
    return before.hashes.get(lines) === hash
      ? []
      : [{ file, what: `line ${lines}: it was another one when ${name} was begun` }];
  });
}

const erasureFaults = (
  checked: ReadonlyMap<string, CheckedFile>,
  erasures: ReadonlySet<string>,
): AuditFault[] =>
  [...checked].flatMap(([file, { erased }]) =>
    erased
      .filter((line) => !erasures.has(`${file}:${line}`))
      .map((line) => ({ file, what: `line ${line}: it was erased, and no erasure names it` })),
  );

function missingFaults(
  missing: ReadonlyMap<string, string>,
  checked: ReadonlyMap<string, CheckedFile>,
): AuditFault[] {
  const begun = [...checked.values()].flatMap(({ begunAt }) => begunAt ?? []).sort()[0] ?? '';
  return [...missing]
    .filter(([, endedAt]) => endedAt >= begun)
    .map(([id, endedAt]) => ({
      file: null,
      what: `round ${id} is missing, which ended at ${endedAt} and is in the statistics`,
    }));
}

function notesOf(
  checked: ReadonlyMap<string, CheckedFile>,
  { unopened, isComplete }: { unopened: number; isComplete: boolean },
): string[] {
  return [
    ...[...checked].flatMap(([file, { isCut }]) =>
      isCut ? [`${file}: the last line was cut while it was written; its step was done again elsewhere`] : [],
    ),
    ...(unopened > 0
      ? [`${unopened} encrypted lines were checked for their place only: LOG_ENCRYPTION_KEY is not set`]
      : []),
    ...(isComplete ? [] : ['not compared with the statistics: --complete says that all files are here']),
  ];
}

/** What a file says of itself. */
interface CheckedFile {
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

interface FileCheck {
  name: string;
  path: string;
  keys: EncryptionKeys | null;
  /** Numbers of lines whose digest is asked for. */
  wanted: ReadonlySet<number>;
  onEntry: (entry: AuditEntry) => void;
}

/** Follows the chain of one file from its first line to its last. */
async function checkFile({ name, path, keys, wanted, onEntry }: FileCheck): Promise<CheckedFile> {
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

const DAY_MS = 86_400_000;
/** More than any day has. */
const ALL = 10_000_000;

/**
 * The rounds that the statistics hold of the last `days`, as the audit log names them, with the time of their end. Day
 * by day, so that a year is not held twice. Erased ones are left out.
 */
export async function recordedRounds(
  outcomes: Pick<OutcomeStore, 'recent'>,
  { days, now }: { days: number; now: Date },
): Promise<Map<string, string>> {
  const rounds = new Map<string, string>();
  for (let day = days; day >= 0; day -= 1) {
    const from = new Date(now.getTime() - (day + 1) * DAY_MS).toISOString();
    const to = new Date(now.getTime() - day * DAY_MS).toISOString();
    for (const { runId, round, endedAt, ticketId } of await outcomes.recent({ tenant: null, from, to }, ALL))
      if (ticketId !== ERASED) rounds.set(`${runId}/${round}`, endedAt);
  }
  return rounds;
}
