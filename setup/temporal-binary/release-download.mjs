import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CONNECT_TIMEOUT_MS = 8_000;
const STALL_TIMEOUT_MS = 30_000;

/**
 * @typedef {object} DownloadOptions
 * @property {string} url of a .tar.gz
 * @property {string} fileName of the wanted file, at the top of the archive
 * @property {string} folder receives archive and file
 * @property {import('../progress.mjs').Progress} progress
 * @property {typeof fetch} [fetch]
 * @property {number} [connectTimeoutMs] until the answer begins, redirects included
 * @property {number} [stallTimeoutMs] between two pieces of it
 */

/**
 * Downloads an archive and unpacks one file of it. Gives up early where the site cannot be reached, as behind
 * firewalls that swallow connections. Proxy variables are not honoured (Node's fetch does not know them); pip,
 * the next source, does.
 * @param {DownloadOptions} options
 * @returns {Promise<string>} path of the file
 * @throws {Error} whose message is the reason, for a person
 */
export async function downloadRelease({ url, fileName, folder, ...options }) {
  const archive = path.join(folder, 'archive.tar.gz');
  await downloadFile({ url, archive, ...options });
  const { extract } = await import('tar'); // not there before the dependencies are
  const wanted = (/** @type {string} */ entry) => path.posix.normalize(entry) === fileName;
  const unpacked = /** @type {string[]} */ ([]);
  await extract({
    file: archive,
    cwd: folder,
    strict: true,
    filter: wanted,
    onReadEntry: (entry) => unpacked.push(entry.path),
  });
  if (!unpacked.some(wanted)) throw new Error(`the archive holds no file ${fileName}`);
  return path.join(folder, fileName);
}

/** @param {Omit<DownloadOptions, 'fileName' | 'folder'> & { archive: string }} options */
async function downloadFile({ url, archive, progress, ...options }) {
  const { fetch: request = fetch, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  const { stallTimeoutMs = STALL_TIMEOUT_MS } = options;
  const deadline = createDeadline();
  try {
    deadline.set(connectTimeoutMs, `no answer within ${connectTimeoutMs / 1000} s`);
    const response = await request(url, { signal: deadline.signal });
    if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
    const stalled = () => deadline.set(stallTimeoutMs, `nothing came for ${stallTimeoutMs / 1000} s`);
    stalled();
    const counter = countBytes({
      totalBytes: Number(response.headers.get('content-length')) || null,
      transfer: progress.transfer(path.posix.basename(new URL(url).pathname)),
      onPiece: stalled,
    });
    // @ts-expect-error the web stream types of Node and of fetch differ in name only
    await pipeline(Readable.fromWeb(response.body), counter, createWriteStream(archive), {
      signal: deadline.signal,
    });
  } catch (error) {
    throw new Error(deadline.reason() ?? describeFailure(error), { cause: error });
  } finally {
    deadline.clear();
  }
}

function createDeadline() {
  const controller = new globalThis.AbortController();
  let timer = setTimeout(() => {}, 0);
  return {
    signal: controller.signal,
    /** @param {number} delayMs @param {string} reason */
    set(delayMs, reason) {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Error(reason)), delayMs);
    },
    reason: () => (controller.signal.aborted ? controller.signal.reason.message : null),
    clear: () => clearTimeout(timer),
  };
}

/**
 * @param {object} options
 * @param {number | null} options.totalBytes
 * @param {import('../progress.mjs').Transfer} options.transfer
 * @param {() => void} options.onPiece
 */
function countBytes({ totalBytes, transfer, onPiece }) {
  let doneBytes = 0;
  return new Transform({
    transform(piece, _encoding, done) {
      doneBytes += piece.length;
      onPiece();
      transfer.update(doneBytes, totalBytes);
      done(null, piece);
    },
    flush(done) {
      transfer.end();
      done();
    },
  });
}

/** `fetch failed` says nothing; its cause (ENOTFOUND, ECONNREFUSED, a TLS fault) does. */
function describeFailure(/** @type {unknown} */ error) {
  const { message, cause } = /** @type {Error & { cause?: NodeJS.ErrnoException }} */ (error);
  return cause?.message || cause?.code || message;
}
