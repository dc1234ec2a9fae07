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

/**
 * The server cannot hold our search attributes: they are missing and it does not let us add them, or they are there with
 * another type. Not retryable: the message says what an administrator does. Commands end with exit code 78.
 */
export class SearchAttributesError extends Error {
  override readonly name = 'SearchAttributesError';
}

/** A server of several parts tells each of them within its cache's time: some 10 s, more while it starts. */
const KNOWN_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 500;
/** `INVALID_ARGUMENT`, to a query that names what the server does not know. @see https://grpc.io/docs/guides/status-codes/ */
const NOT_KNOWN = 3;

type SearchAttribute = (typeof SEARCH_ATTRIBUTES)[keyof typeof SEARCH_ATTRIBUTES];

/** How our search attributes stand in a namespace. */
export interface SearchAttributesFound {
  missing: SearchAttribute[];
  /** There, with another type: another application's, mostly. Such as `Urgency: expected Keyword, got Int`. */
  otherType: string[];
}

/** Looks up how our search attributes stand in a namespace. */
export async function lookUpSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<SearchAttributesFound> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(SEARCH_ATTRIBUTES);
  return {
    missing: wanted.filter(({ name }) => !(name in customAttributes)),
    otherType: wanted.flatMap(({ name, type }) => {
      const found = customAttributes[name];
      if (found === undefined || found === INDEXED_TYPES[type]) return [];
      return [`${name}: expected ${CLI_TYPES[type]}, got ${typeName(found)}`];
    }),
  };
}

/**
 * Registers the search attributes the namespace lacks, and waits until the server takes them. Any number of processes
 * may do so at once.
 * @throws {SearchAttributesError} when they are missing and cannot be added, or are there with another type: tickets would
 * be written to and their runs never end.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { missing, otherType } = await lookUpSearchAttributes(connection, namespace);
  if (otherType.length > 0) throw new SearchAttributesError(otherTypeText(namespace, otherType));
  if (missing.length > 0) await addMissing(connection, namespace, missing);
  await untilKnown(connection, namespace);
}

/** What an administrator runs for those that are missing. */
export const creationLines = (namespace: string, missing: readonly SearchAttribute[]): string[] =>
  missing.map(
    ({ name, type }) =>
      `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${CLI_TYPES[type]}`,
  );

/** What to do about those with another type: they may be somebody else's, so nobody is told to take them away. */
export const otherTypeAdvice = (namespace: string): string =>
  'another application may use them, so leave them as they are: give this installation a namespace of its own ' +
  '(`temporal operator namespace create --namespace NAME`) and name it in TEMPORAL_NAMESPACE; ' +
  `\`temporal operator search-attribute list --namespace ${namespace}\` shows what is there`;

const otherTypeText = (namespace: string, otherType: readonly string[]): string =>
  [
    `The namespace ${namespace} has search attributes of ours with another type:`,
    ...otherType.map((line) => `  ${line}`),
    `What to do: ${otherTypeAdvice(namespace)}.`,
  ].join('\n');

/** `Keyword` for `INDEXED_VALUE_TYPE_KEYWORD`, as the CLI writes it. */
function typeName(found: number): string {
  const name = (IndexedValueType[found] ?? `type ${found}`).replace('INDEXED_VALUE_TYPE_', '').toLowerCase();
  return name.replace(/(?:^|_)([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
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
    const now = await lookUpSearchAttributes(connection, namespace);
    if (now.missing.length === 0 && now.otherType.length === 0) return;
    throw new SearchAttributesError(
      [
        `The namespace ${namespace} lacks search attributes, and the server refused to add them: ${wordsOf(cause)}`,
        'An administrator runs:',
        ...creationLines(namespace, missing).map((line) => `  ${line}`),
        'Where the server has no room for more of a type, give this installation a namespace of its own (TEMPORAL_NAMESPACE).',
      ].join('\n'),
      { cause },
    );
  }
}

/** The server's own reason, such as "cannot have more than 10 search attribute of type Keyword". */
function wordsOf(cause: unknown): string {
  const inner = cause instanceof Error && !isGrpcServiceError(cause) ? cause.cause : cause;
  if (isGrpcServiceError(inner) && inner.details) return inner.details;
  return cause instanceof Error ? cause.message : String(cause);
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
