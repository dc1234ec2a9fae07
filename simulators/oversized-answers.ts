import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/**
 * Answers that no client should read whole: `gzipBomb` is 300 KB that unpack to 300 MB, `endlessAnswer` sends for as
 * long as somebody reads, `drippingAnswer` sends a byte now and then and never ends.
 */
export const OVERSIZED = ['gzipBomb', 'endlessAnswer', 'drippingAnswer'] as const;
export type Oversized = (typeof OVERSIZED)[number];

const DRIP_EVERY_MS = 200;
const CHUNK = Buffer.alloc(64 * 1024, ' ');
let bomb: Buffer | null = null;

/** Several gzip members one after the other are one answer, which unpacks to all of them. */
function packedBomb(): Buffer {
  const member = gzipSync(Buffer.alloc(60_000_000, ' '));
  return Buffer.concat([member, member, member, member, member]);
}

/** Sends one. The response must be the caller's alone. */
export function sendOversized(kind: Oversized, response: ServerResponse): void {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  switch (kind) {
    case 'gzipBomb':
      bomb ??= packedBomb();
      response.writeHead(200, { ...headers, 'content-encoding': 'gzip', 'content-length': bomb.length });
      response.end(bomb);
      return;
    case 'endlessAnswer': {
      response.writeHead(200, headers);
      const more = () => {
        while (!response.destroyed && response.write(CHUNK));
      };
      response.on('drain', more);
      more();
      return;
    }
    case 'drippingAnswer': {
      response.writeHead(200, headers);
      const timer = setInterval(() => response.write(' '), DRIP_EVERY_MS);
      response.on('close', () => clearInterval(timer));
    }
  }
}
