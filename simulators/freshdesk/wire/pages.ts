import { validationFailed, type FieldError } from '../api-error.js';
import { unexpectedField } from '../updates/field-checks.js';

const USUAL_PAGE = 30;
const LARGEST_PAGE = 100;

/** Query parameters as they came. */
export type Query = Record<string, string | undefined>;

/** Which part of a listing was asked for; the first page is 1. */
export interface PageRequest {
  page: number;
  perPage: number;
}

/**
 * Reads `page` and `per_page`, and refuses parameters that the listing does not have.
 * @throws {ApiError} 400 with every parameter that is unknown or wrong.
 */
export function readPageRequest(query: Query, known: readonly string[] = []): PageRequest {
  const faults: FieldError[] = Object.keys(query)
    .filter((name) => !['page', 'per_page', ...known].includes(name))
    .map((field) => ({ field, ...unexpectedField() }));
  const page = wholeNumber(query['page'] ?? '1');
  const perPage = wholeNumber(query['per_page'] ?? String(USUAL_PAGE));
  if (page === null)
    faults.push({ field: 'page', message: 'It should be a Positive Integer', code: 'invalid_value' });
  if (perPage === null || perPage > LARGEST_PAGE) {
    const message = `It should be a Positive Integer less than or equal to ${LARGEST_PAGE}`;
    faults.push({ field: 'per_page', message, code: 'invalid_value' });
  }
  if (faults.length > 0 || page === null || perPage === null) throw validationFailed(faults);
  return { page, perPage };
}

/** One page of the items, and the header that links to the next one, if there is one. */
export function pageOf<Item>(
  items: readonly Item[],
  { page, perPage }: PageRequest,
  { query, url }: { query: Query; url: string },
): { items: readonly Item[]; headers: Record<string, string> } {
  const shown = items.slice((page - 1) * perPage, page * perPage);
  if (items.length <= page * perPage) return { items: shown, headers: {} };
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const next = new URLSearchParams(given);
  next.set('page', String(page + 1));
  return { items: shown, headers: { link: `<${url}?${next.toString()}>; rel="next"` } };
}

function wholeNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
