import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../../contract/names.js';
import { error, ok, warning, type Check, type Finding } from './check.js';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  KEYWORD: { registered: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD, command: 'Keyword' },
  INT: { registered: IndexedValueType.INDEXED_VALUE_TYPE_INT, command: 'Int' },
} as const;

export interface SearchAttributesOptions {
  namespace: string;
  connection: () => Promise<Connection>;
}

/** `search_attributes`: what operators filter by is registered, each with its type. */
export function searchAttributesCheck(options: SearchAttributesOptions): Check {
  return { name: 'search_attributes', needs: ['namespace'], run: () => searchAttributes(options) };
}

async function searchAttributes({ namespace, connection }: SearchAttributesOptions): Promise<Finding> {
  const { operatorService } = await connection();
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(SEARCH_ATTRIBUTES);
  const missing = wanted.filter(({ name }) => !(name in customAttributes));
  const otherType = wanted.filter(
    ({ name, type }) => name in customAttributes && customAttributes[name] !== TYPES[type].registered,
  );
  if (otherType.length > 0) {
    const names = otherType.map(({ name, type }) => `${name} (expected ${TYPES[type].command})`).join(', ');
    const advice = 'have an administrator of Temporal remove them: they are made anew at the next start';
    return error('failed', `registered with another type: ${names}`, advice);
  }
  if (missing.length === 0) return ok(`all ${wanted.length} are registered`);
  return warning(
    `${missing.length} of ${wanted.length} are not registered`,
    'nothing where a worker may register them at its next start; else an administrator runs these lines',
    {
      items: missing.map(
        ({ name, type }) =>
          `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${TYPES[type].command}`,
      ),
      details: { missing: missing.map(({ name }) => name) },
    },
  );
}
