import {
  isGrpcServiceError,
  ScheduleNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { CommanderError } from 'commander';
import { TemporalUnreachableError } from '../client.js';
import { ConfigurationError, type ConfigFault } from '../ports/setting.js';
import { deskWorkflowId } from '../contract/names.js';
import { PiiDetectorError } from '../ports/model.js';
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
  if (error instanceof PiiDetectorError) return unreachable(error.message);
  if (error instanceof ScheduleNotFoundError)
    return failed(`there is no schedule ${error.scheduleId}: ${HOW_TO_PROVISION}`);
  if (error instanceof WorkflowNotFoundError) return failed(noWorkflow(error.workflowId));
  if (error instanceof NamespaceNotFoundError)
    return misconfigured(`Temporal has no namespace ${error.namespace} (TEMPORAL_NAMESPACE)`);
  return temporalFailure(error) ?? failed((error as Error).message || rootMessage(error));
}

function noWorkflow(workflowId: string): string {
  const none = `no workflow ${workflowId} runs`;
  return workflowId.startsWith(deskWorkflowId('')) ? `${none}: ${HOW_TO_PROVISION}` : none;
}

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const GRPC = { permissionDenied: 7, unavailable: 14, unauthenticated: 16 } as const;

/** Null when it is no answer, or missing answer, of the Temporal server. */
function temporalFailure(error: unknown): CommandFailure | null {
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return null;
  const { code, details } = cause as { code: number; details: string };
  switch (code) {
    case GRPC.unavailable:
      return unreachable(`Temporal went away: ${details}`);
    case GRPC.permissionDenied:
    case GRPC.unauthenticated:
      return misconfigured(`Temporal refuses these credentials: ${details}`);
    default:
      return failed(`${(error as Error).message}: ${details}`);
  }
}
