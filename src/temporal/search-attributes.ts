import { setTimeout as delay } from 'node:timers/promises';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const INDEXED_TYPES = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  INT: IndexedValueType.INDEXED_VALUE_TYPE_INT,
} as const;
const CLI_TYPES = { KEYWORD: 'Keyword', INT: 'Int' } as const;

/** The server lacks search attributes and would not let us add them; the message says what an administrator runs. */
export class SearchAttributesMissingError extends Error {
  override readonly name = 'SearchAttributesMissingError';
}

/** A server of several parts tells each of them within its cache's time: some 10 s, more while it starts. */
const KNOWN_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 500;
/** `INVALID_ARGUMENT`, to a query that names what the server does not know. @see https://grpc.io/docs/guides/status-codes/ */
const NOT_KNOWN = 3;

/**
 * Registers the search attributes the namespace lacks, and waits until the server takes them. Any number of processes
 * may do so at once.
 * @throws {SearchAttributesMissingError} when they are missing and may not be added.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const missing = await missingAttributes(connection, namespace);
  if (missing.length > 0) await addMissing(connection, namespace, missing);
  await untilKnown(connection, namespace);
}

async function missingAttributes(connection: Connection, namespace: string): Promise<SearchAttribute[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return Object.values(SEARCH_ATTRIBUTES).filter(({ name }) => !(name in customAttributes));
}

async function addMissing(
  connection: Connection,
  namespace: string,
  missing: readonly SearchAttribute[],
): Promise<void> {
  try {
    await addSearchAttributes(connection, namespace, missing);
  } catch (cause) {
    // Another process may have been there first.
    if ((await missingAttributes(connection, namespace)).length === 0) return;
    const lines = missing.map(
      ({ name, type }) =>
        `  temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${CLI_TYPES[type]}`,
    );
    throw new SearchAttributesMissingError(
      ['The namespace lacks search attributes. An administrator runs:', ...lines].join('\n'),
      {
        cause,
      },
    );
  }
}

/** What is listed is not at once known to the part of the server that starts workflows and schedules with it. */
async function untilKnown(connection: Connection, namespace: string): Promise<void> {
  const query = Object.values(SEARCH_ATTRIBUTES)
    .map(({ name }) => `${name} IS NULL`)
    .join(' AND ');
  for (const deadline = Date.now() + KNOWN_WITHIN_MS; ; await delay(LOOK_AGAIN_MS)) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      const isNotYet = isGrpcServiceError(error) && Number(error.code) === NOT_KNOWN;
      if (!isNotYet || Date.now() > deadline) throw error;
    }
  }
}

type SearchAttribute = (typeof SEARCH_ATTRIBUTES)[keyof typeof SEARCH_ATTRIBUTES];

/** Registers search attributes; fails when one is there already. */
export async function addSearchAttributes(
  connection: Connection,
  namespace: string,
  attributes: readonly SearchAttribute[],
): Promise<void> {
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(attributes.map(({ name, type }) => [name, INDEXED_TYPES[type]])),
  });
}
