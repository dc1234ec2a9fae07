import type { FastifyError, FastifyPluginCallback } from 'fastify';
import type { TenantStatus } from '../../health/status.js';
import { Sessions, type GatewayTokens } from '../session.js';
import { createGuard, addSessionRoutes } from './access.js';
import { addFiguresRoutes } from './figures-routes.js';
import { addLiveRoutes } from './live-routes.js';
import type { ApiSources } from './tenant-actions.js';
import { addTenantRoutes } from './tenant-routes.js';
import {
  isGrpcServiceError,
  ScheduleNotFoundError,
  ServiceError,
  WorkflowNotFoundError,
} from '@temporalio/client';

export interface ApiOptions {
  tokens: GatewayTokens;
  /** Null: there is no such tenant. */
  status: (tenant: string) => Promise<TenantStatus | null>;
  sources: ApiSources;
  /** Told of what went wrong here, which the caller is not. */
  onError: (error: Error) => void;
}

/** When to ask again while Temporal is away (INTERFACE section 6). */
const RETRY_AFTER_S = 30;

/**
 * Fastify plugin: what the dashboard and scripts read and do (docs/api.md). Register it with a prefix. Without a token or
 * a session every path looks the same, also one of a tenant that does not exist.
 */
export const api: FastifyPluginCallback<ApiOptions> = (
  server,
  { tokens, status, sources, onError },
  done,
) => {
  const sessions = new Sessions(tokens);
  const guard = createGuard(tokens, sessions);
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const trouble = temporalTrouble(error);
    if (trouble === null) throw error;
    if (trouble.statusCode === 503) void reply.header('retry-after', RETRY_AFTER_S);
    return reply.code(trouble.statusCode).send({ error: trouble.message });
  });
  addSessionRoutes(server, { tokens, sessions, guard, tenants: sources.tenants });
  void server.register((guarded, _options, registered) => {
    guarded.addHook('onRequest', guard.requireAccess);
    guarded.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'there is nothing here' }));
    guarded.get<{ Params: { tenant: string } }>('/tenants/:tenant/status', async ({ params }, reply) => {
      const answer = await status(params.tenant);
      return answer ?? reply.code(404).send({ error: 'there is no such tenant' });
    });
    addFiguresRoutes(guarded, sources);
    addLiveRoutes(guarded, sources, { guard, onError });
    addTenantRoutes(guarded, sources, guard);
    registered();
  });
  done();
};

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
