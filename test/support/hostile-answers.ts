import type { ServerResponse } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

const MIB = 1024 * 1024;
const PACKERS = {
  gzip: (bytes: Buffer) => gzipSync(bytes),
  deflate: (bytes: Buffer) => deflateSync(bytes),
  br: (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};
const packed = new Map<string, Buffer>();

/** What a server may send instead of an answer. */
export type Hostile = (response: ServerResponse) => void;

/** A body that is small on the wire and unpacks to 64 MiB; gzip to 320 MiB. With `sized` its length is told. */
export const bomb =
  (encoding: keyof typeof PACKERS, { sized }: { sized: boolean }): Hostile =>
  (response) => {
    const one = packed.get(encoding) ?? PACKERS[encoding](Buffer.alloc(64 * MIB, ' '));
    packed.set(encoding, one);
    const body = encoding === 'gzip' ? Buffer.concat([one, one, one, one, one]) : one;
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-encoding': encoding,
      ...(sized ? { 'content-length': body.length } : {}),
    });
    response.end(body);
  };

/** Chunk after chunk, without a length, for as long as somebody reads. */
export const endless: Hostile = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(256 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};

/** A byte every 50 ms, so that no time-out between bytes ever ends it. */
export const drip: Hostile = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

/** One header of 1 MB. */
export const hugeHeader: Hostile = (response) => {
  response.socket?.write(`HTTP/1.1 200 OK\r\nx-filler: ${'a'.repeat(MIB)}\r\ncontent-length: 2\r\n\r\n{}`);
};

/** Every answer that is too large, with a name for the test. */
export const TOO_LARGE: readonly (readonly [string, Hostile])[] = [
  ['a gzip bomb with its length', bomb('gzip', { sized: true })],
  ['a gzip bomb in chunks', bomb('gzip', { sized: false })],
  ['a deflate bomb', bomb('deflate', { sized: true })],
  ['a brotli bomb', bomb('br', { sized: true })],
  ['an endless body', endless],
  ['a header of 1 MB', hugeHeader],
];
