import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded answer and the request it belongs to. */
export interface Exchange {
  source: string;
  method: string;
  /** Path without query, `.json` and numbers: `/api/v2/tickets/N`. */
  route: string;
  url: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface RawExchange {
  request: { method: string; url: string };
  response: { status: number; headers: Record<string, string[]>; body: string };
}

/** Every exchange in the JSONL files of the folder, in order; a line holds one, or a list under `exchanges`. */
export function readExchanges(folder: string): Exchange[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .flatMap((line) => {
          const record = JSON.parse(line) as RawExchange | { exchanges: RawExchange[] };
          return 'exchanges' in record ? record.exchanges : [record];
        })
        .map((raw) => toExchange(name, raw)),
    );
}

/** Error answers that are not part of an exchange. */
export function readErrors(folder: string): Exchange[] {
  const errors = JSON.parse(readFileSync(join(folder, 'errors.json'), 'utf8')) as {
    status: number;
    headers: Record<string, string>;
    body: string;
  }[];
  return errors.map((error) => ({ source: 'errors.json', method: 'GET', route: '', url: '', ...error }));
}

/** Single bodies, as if they had come with status 200. */
export function readBodies(folder: string): Exchange[] {
  return readdirSync(folder).map((name) => ({
    source: `go-zendesk/${name}`,
    method: 'GET',
    route: '',
    url: '',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: readFileSync(join(folder, name), 'utf8'),
  }));
}

function toExchange(source: string, { request, response }: RawExchange): Exchange {
  const path = new URL(request.url, 'http://localhost').pathname;
  return {
    source,
    method: request.method,
    route: path.replace(/\.json$/, '').replace(/\/\d+/g, '/N'),
    url: request.url,
    status: response.status,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, values]) => [name, values.join(', ')]),
    ),
    body: response.body,
  };
}
