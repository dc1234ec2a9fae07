import { ApiError, invalidAttribute } from '../api-error.js';

const LARGEST_PAGE = 100;

/** Query parameters as they came. */
export type Query = Record<string, string | undefined>;

export interface PageRequest {
  query: Query;
  /** Address of this listing without its query. */
  url: string;
  /** Key under which the items are sent. */
  key: string;
}

/** True when the caller asked for cursor pages, which `page[size]` does. */
export function wantsCursorPages(query: Query): boolean {
  return query['page[size]'] !== undefined;
}

/** One page of a listing: by cursor when `page[size]` is given, else by offset. */
export function pageOf<Item extends { id: number }>(items: readonly Item[], request: PageRequest) {
  return wantsCursorPages(request.query) ? cursorPage(items, request) : offsetPage(items, request);
}

function cursorPage<Item extends { id: number }>(items: readonly Item[], { query, url, key }: PageRequest) {
  const size = wholeNumber(query['page[size]'], 'page[size]', LARGEST_PAGE);
  if (size > LARGEST_PAGE) throw invalidPageSize();
  const after = query['page[after]'];
  const before = query['page[before]'];
  const start = after === undefined ? 0 : indexAfter(items, after);
  const first = before === undefined ? start : Math.max(0, indexAfter(items, before) - 1 - size);
  const page = items.slice(first, before === undefined ? first + size : indexAfter(items, before) - 1);
  const hasMore = first + page.length < items.length;
  const [head, tail] = [page.at(0), page.at(-1)];
  const cursors = { after: tail && cursorOf(tail.id), before: head && cursorOf(head.id) };
  const link = (direction: 'after' | 'before') =>
    `${url}?page%5B${direction}%5D=${encodeURIComponent(cursors[direction] ?? '')}&page%5Bsize%5D=${size}${kept(query)}`;
  return {
    [key]: page,
    meta: { has_more: hasMore, after_cursor: cursors.after ?? null, before_cursor: cursors.before ?? null },
    links: { prev: head && first > 0 ? link('before') : null, next: tail && hasMore ? link('after') : null },
  };
}

function offsetPage<Item>(items: readonly Item[], { query, url, key }: PageRequest) {
  const size = Math.min(wholeNumber(query['per_page'], 'per_page', LARGEST_PAGE), LARGEST_PAGE);
  const page = wholeNumber(query['page'], 'page', 1);
  const link = (number: number) => `${url}?page=${number}&per_page=${size}${kept(query)}`;
  return {
    [key]: items.slice((page - 1) * size, page * size),
    next_page: page * size < items.length ? link(page + 1) : null,
    previous_page: page > 1 ? link(page - 1) : null,
    count: items.length,
  };
}

/** A whole number of 1 or more from the query. @throws {ApiError} 400 when it is something else. */
export function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw invalidAttribute(name);
  return value;
}

/** Parameters that links to other pages carry on. */
function kept(query: Query): string {
  return ['sort', 'sort_order', 'include']
    .map((name) => (query[name] === undefined ? '' : `&${name}=${encodeURIComponent(query[name])}`))
    .join('');
}

function cursorOf(id: number): string {
  return Buffer.from(JSON.stringify({ o: 'created_at,id', v: id })).toString('base64');
}

function indexAfter(items: readonly { id: number }[], cursor: string): number {
  const id = readCursor(cursor);
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw invalidCursor();
  return index + 1;
}

function readCursor(cursor: string): unknown {
  try {
    return (JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { v?: unknown }).v;
  } catch {
    throw invalidCursor();
  }
}

function invalidCursor(): ApiError {
  return new ApiError(400, { error: 'InvalidPaginationParameter', description: 'page[after] is not valid' });
}

function invalidPageSize(): ApiError {
  const title = `page[size] must be at most ${LARGEST_PAGE}`;
  return new ApiError(400, { errors: [{ code: 'InvalidPaginationParameter', title }] });
}
