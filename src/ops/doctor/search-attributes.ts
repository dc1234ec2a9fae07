import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../contract/names.js';
import {
  creationLines,
  lookUpSearchAttributes,
  otherTypeAdvice,
} from '../../provisioning/search-attributes.js';
import { error, ok, warning, type Check, type Finding } from './check.js';

export interface SearchAttributesOptions {
  namespace: string;
  connection: () => Promise<Connection>;
}

/** `search_attributes`: what operators filter by is registered, each with its type. */
export function searchAttributesCheck(options: SearchAttributesOptions): Check {
  return { name: 'search_attributes', needs: ['namespace'], run: () => searchAttributes(options) };
}

async function searchAttributes({ namespace, connection }: SearchAttributesOptions): Promise<Finding> {
  const { missing, otherType } = await lookUpSearchAttributes(await connection(), namespace);
  const count = Object.keys(SEARCH_ATTRIBUTES).length;
  if (otherType.length > 0) {
    const found = `${otherType.length} of ${count} are registered with another type: no worker starts`;
    return error('configuration', found, otherTypeAdvice(namespace), { items: otherType });
  }
  if (missing.length === 0) return ok(`all ${count} are registered`);
  return warning(
    `${missing.length} of ${count} are not registered`,
    'nothing where a worker may register them at its next start; else an administrator runs these lines',
    {
      items: creationLines(namespace, missing),
      details: { missing: missing.map(({ name }) => name) },
    },
  );
}
