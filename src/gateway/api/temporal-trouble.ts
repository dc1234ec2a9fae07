import {
  isGrpcServiceError,
  ScheduleNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
} from '@temporalio/client';

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const UNREACHABLE: ReadonlySet<number> = new Set([1, 4, 14]);

/** What an error of the Temporal client means to a reader of the dashboard; null: it is no such error. */
export function temporalTrouble(error: unknown): { message: string; statusCode: 409 | 503 } | null {
  if (error instanceof ScheduleNotFoundError || error instanceof WorkflowNotFoundError) {
    const id = error instanceof ScheduleNotFoundError ? error.scheduleId : error.workflowId;
    return {
      message: `Temporal has no ${id}: \`ticket-processor schedule apply\` makes it`,
      statusCode: 409,
    };
  }
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return null;
  return UNREACHABLE.has(cause.code)
    ? { message: 'Temporal cannot be reached', statusCode: 503 }
    : { message: 'Temporal refused', statusCode: 503 };
}
