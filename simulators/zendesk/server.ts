import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { RunningSimulator } from '../process/run.js';
import { RequestCounter } from '../request-counter.js';
import { ApiError, invalidEndpoint } from './api-error.js';
import { FaultPlan } from './faults.js';
import { AccountLimits } from './limits.js';
import { readZendeskOptions, type ZendeskSimulatorOptions } from './options.js';
import { guardRequests } from './request-guard.js';
import { addAuditRoutes } from './routes/audits.js';
import { addBusinessRuleRoutes } from './routes/business-rules.js';
import { addConversationLogRoute } from './routes/conversation-log.js';
import { addCommentRoutes } from './routes/comments.js';
import { addControlRoutes } from './routes/control.js';
import { addExportRoute } from './routes/export.js';
import { addJobRoutes } from './routes/jobs.js';
import { addSearchRoutes } from './routes/search.js';
import { addTagRoutes } from './routes/tags.js';
import { addTicketFieldRoutes, USUAL_FIELDS } from './routes/ticket-fields.js';
import { addTicketRoutes } from './routes/tickets.js';
import { addUserRoutes } from './routes/users.js';
import type { Simulator } from './simulator.js';
import { openStore } from './store/open-store.js';
import { JobQueue } from './updates/job-queue.js';
import { NO_RULES } from './updates/rules.js';

const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Starts a server on 127.0.0.1 that speaks the Zendesk Support API and keeps its rules: conditional updates, limits,
 * stamps of one second, the job queue. Any credentials are accepted. The control surface is under `/_sim/`.
 * @throws {InputError} naming every wrong option.
 * @see https://developer.zendesk.com/api-reference/
 */
export async function startZendeskSimulator(
  options: ZendeskSimulatorOptions = {},
): Promise<RunningSimulator> {
  const settings = readZendeskOptions(options);
  const { seed, tickets, distinctTickets, dataDir, jobDelayMs } = settings;
  const { store, journal, jobs } = openStore({ seed, tickets, distinctTickets, dataDir, nowMs: Date.now() });
  const faults = new FaultPlan(seed);
  faults.set(settings.faults);
  const simulator: Simulator = {
    settings,
    store,
    journal,
    faults,
    limits: new AccountLimits(settings, faults),
    counter: new RequestCounter(),
    jobQueue: new JobQueue({ store, journal, jobs, jobDelayMs }),
    integration: { email: 'integration@tallybird.example', role: 'admin' },
    running: NO_RULES,
    ticketFields: USUAL_FIELDS,
    baseUrl: '',
  };
  const app = createApp(simulator);
  simulator.baseUrl = await app.listen({ host: '127.0.0.1', port: settings.port });
  return {
    url: simulator.baseUrl,
    close: async () => {
      await app.close();
      await simulator.jobQueue.close();
      journal.close();
    },
  };
}

function createApp(simulator: Simulator): FastifyInstance {
  const app = Fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    forceCloseConnections: true,
    // Both spellings of every path are the vendor's.
    rewriteUrl: ({ url = '/' }) => url.replace(/\.json(?=\?|$)/, ''),
  });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).headers(error.headers).send(error.body);
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ error: status < 500 ? 'BadRequest' : 'InternalError', description: error.message });
  });
  app.setNotFoundHandler(() => {
    throw invalidEndpoint();
  });
  addControlRoutes(app, simulator);
  void app.register(
    (api, _options, done) => {
      guardRequests(api, simulator);
      api.setNotFoundHandler(() => {
        throw invalidEndpoint();
      });
      addExportRoute(api, simulator);
      addSearchRoutes(api, simulator);
      addTicketRoutes(api, simulator);
      addCommentRoutes(api, simulator);
      addConversationLogRoute(api, simulator);
      addAuditRoutes(api, simulator);
      addTagRoutes(api, simulator);
      addUserRoutes(api, simulator);
      addJobRoutes(api, simulator);
      addBusinessRuleRoutes(api, simulator);
      addTicketFieldRoutes(api, simulator);
      done();
    },
    { prefix: '/api/v2' },
  );
  return app;
}
