import type { WirePaging } from './wire.js';

/** Most comments, audits or users that one request may ask for. @see https://developer.zendesk.com/api-reference/introduction/pagination/ */
export const LARGEST_PAGE = 100;

/** The query of a first page, in the vendor's cursor style. */
export function firstPage(further: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ ...further, 'page[size]': String(LARGEST_PAGE) });
}

/**
 * The query of the page after this one, as text; null at the end. Takes cursor pages and offset pages. Only the query
 * of the vendor's link is kept: the next request goes to the same place as this one, whatever host the link names.
 */
export function nextPageQuery({ meta, links, next_page: nextPage }: WirePaging): string | null {
  if (meta?.has_more === false) return null;
  if (meta?.has_more === true && meta.after_cursor) {
    const query = firstPage();
    query.set('page[after]', meta.after_cursor);
    return query.toString();
  }
  const link = links?.next ?? nextPage;
  if (!link) return null;
  const queryStart = link.indexOf('?');
  return queryStart < 0 ? null : link.slice(queryStart + 1);
}

/** True for answers in offset style, whose servers know `sort_order` and not `sort`. */
export function isOffsetPage({ meta, next_page: nextPage }: WirePaging): boolean {
  return !meta && nextPage !== undefined;
}
