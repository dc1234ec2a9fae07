import {
  isGrpcServiceError,
  ScheduleNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { CommanderError } from 'commander';
import { TemporalUnreachableError } from '../connection/faults.js';
import { ConfigurationError, type ConfigFault } from '../ports/setting.js';
import { deskWorkflowId } from '../contract/names.js';
import { PiiDetectorError } from '../ports/model.js';
import { SearchAttributesError } from '../temporal/search-attributes.js';
import { rootMessage } from '../contract/failures.js';
import { EXIT, UsageError } from './context.js';

/** Why a command failed, for people and machines. */
export interface CommandFailure {
  kind: 'usage' | 'configuration' | 'unreachable' | 'failed';
  message: string;
  exitCode: number;
  /** Of a wrong configuration: each fault. */
  faults?: readonly ConfigFault[];
}

const usage = (message: string): CommandFailure => ({ kind: 'usage', message, exitCode: EXIT.usage });
const failed = (message: string): CommandFailure => ({ kind: 'failed', message, exitCode: EXIT.failed });
const unreachable = (message: string): CommandFailure => ({
  ...{ kind: 'unreachable', message, exitCode: EXIT.unreachable },
});
const misconfigured = (message: string, faults?: readonly ConfigFault[]): CommandFailure => ({
  ...{ kind: 'configuration', message, exitCode: EXIT.configuration, ...(faults ? { faults } : {}) },
});

const HOW_TO_PROVISION = 'a worker, the gateway, "up" or "ticket-processor schedule apply" makes it';

/** What an error means to whoever ran the command, and its exit code (INTERFACE section 5). */
export function failureOf(error: unknown): CommandFailure {
  if (error instanceof CommanderError) return usage(error.message.replace(/^error: /, ''));
  if (error instanceof UsageError) return usage(error.message);
  if (error instanceof ConfigurationError) return misconfigured(error.message, error.faults);
  if (error instanceof TemporalUnreachableError) return unreachable(error.message);
  if (error instanceof SearchAttributesError) return misconfigured(error.message);
  if (error instanceof PiiDetectorError) return unreachable(error.message);
  if (error instanceof ScheduleNotFoundError)
    return failed(`there is no schedule ${error.scheduleId}: ${HOW_TO_PROVISION}`);
  if (error instanceof WorkflowNotFoundError) return failed(noWorkflow(error.workflowId));
  if (error instanceof NamespaceNotFoundError) return unknownNamespace(error.namespace);
  return temporalFailure(error) ?? failed((error as Error).message || rootMessage(error));
}

function noWorkflow(workflowId: string): string {
  const none = `no workflow ${workflowId} runs`;
  return workflowId.startsWith(deskWorkflowId('')) ? `${none}: ${HOW_TO_PROVISION}` : none;
}

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const GRPC = { notFound: 5, permissionDenied: 7, unavailable: 14, unauthenticated: 16 } as const;

function unknownNamespace(namespace: string): CommandFailure {
  const fault = {
    variable: 'TEMPORAL_NAMESPACE',
    expected: 'a namespace that the server has',
    got: JSON.stringify(namespace),
  };
  return misconfigured(`Temporal has no namespace ${namespace}: set TEMPORAL_NAMESPACE to one that exists`, [
    fault,
  ]);
}

/** Null when it is no answer, or missing answer, of the Temporal server. */
function temporalFailure(error: unknown): CommandFailure | null {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return null;
  const { code, details } = cause as { code: number; details: string };
  // What is asked of the server itself, such as its search attributes, says it in words only.
  if (code === GRPC.notFound && /^Namespace /.test(details))
    return misconfigured(`Temporal does not know the namespace (TEMPORAL_NAMESPACE): ${details}`);
  switch (code) {
    case GRPC.unavailable:
      return unreachable(`Temporal went away: ${details}`);
    case GRPC.permissionDenied:
    case GRPC.unauthenticated:
      return misconfigured(
        `Temporal refuses these credentials (TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_PATH): ${details}`,
      );
    case GRPC.notFound:
      return namespaceOf(details) ?? failed(`${(error as Error).message}: ${details}`);
    default:
      return failed(`${(error as Error).message}: ${details}`);
  }
}

/** Not every call of the SDK gives an unknown namespace an error of its own. */
function namespaceOf(details: string): CommandFailure | null {
  const [, name] = /^Namespace (\S+) is not found/i.exec(details) ?? [];
  return name === undefined ? null : unknownNamespace(name.replace(/\.$/, ''));
}
