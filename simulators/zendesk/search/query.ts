import { ApiError } from '../api-error.js';

/** One `property:value` of a search. */
export interface SearchTerm {
  property: 'requester' | 'status' | 'tags';
  value: string;
}

const TERM = /([a-z_]+):(?:"([^"]*)"|(\S+))|(\S+)/gi;
const KNOWN: readonly SearchTerm['property'][] = ['requester', 'status', 'tags'];

/**
 * The terms of a search; all of them must hold. Of the vendor's properties there are requester, status and tags; what
 * else there is, free words too, is refused rather than passed over, so that nobody finds too much here.
 * @throws {ApiError} 400 without a query, 422 for one that cannot be searched by.
 * @see https://support.zendesk.com/hc/en-us/articles/203663226
 */
export function readSearchQuery(query: string | undefined): SearchTerm[] {
  if (query === undefined || query.trim() === '')
    throw new ApiError(400, { error: 'MissingParameter', description: 'query is required' });
  return [...query.matchAll(TERM)].map(([, name = '', quoted, plain, word]) => {
    const property = KNOWN.find((known) => known === name.toLowerCase());
    const value = quoted ?? plain ?? '';
    if (name.toLowerCase() === 'type') throw invalidSearch('type belongs into filter[type]');
    if (property === undefined || value === '') throw invalidSearch(`${name || word} cannot be searched by`);
    return { property, value: value.toLowerCase() };
  });
}

const invalidSearch = (why: string): ApiError =>
  new ApiError(422, { error: 'invalid', description: `Invalid search: ${why}` });
