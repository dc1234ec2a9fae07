import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { RunningSimulator } from '../process/run.js';
import { RequestCounter } from '../request-counter.js';
import { ApiError, invalidJson, notFound } from './api-error.js';
import { FaultPlan } from './faults.js';
import { AccountLimits } from './limits.js';
import { readFreshdeskOptions, type FreshdeskSimulatorOptions } from './options.js';
import { guardRequests } from './request-guard.js';
import { addControlRoutes } from './routes/control.js';
import { addConversationRoutes } from './routes/conversations.js';
import { addListingRoute } from './routes/listing.js';
import { addPeopleRoutes } from './routes/people.js';
import { addSetupRoutes } from './routes/setup.js';
import { addTicketRoutes } from './routes/tickets.js';
import type { Simulator } from './simulator.js';
import { openStore } from './store/open-store.js';
import { NO_RULES } from './updates/rules.js';

const LARGEST_BODY_BYTES = 20 * 1024 * 1024;

/**
 * Starts a server on 127.0.0.1 that speaks the Freshdesk API v2 and keeps its rules: the last write wins, tags are
 * replaced as a whole, credits for what is embedded, pages that end at the 300th. Any API key is accepted. The control
 * surface is under `/_sim/`.
 * @throws {InputError} naming every wrong option.
 * @see https://developers.freshdesk.com/api/
 */
export async function startFreshdeskSimulator(
  options: FreshdeskSimulatorOptions = {},
): Promise<RunningSimulator> {
  const settings = readFreshdeskOptions(options);
  const { seed, tickets, distinctTickets, dataDir } = settings;
  const { store, journal } = openStore({ seed, tickets, distinctTickets, dataDir, nowMs: Date.now() });
  const faults = new FaultPlan(seed);
  faults.set(settings.faults);
  const simulator: Simulator = {
    settings,
    store,
    journal,
    faults,
    limits: new AccountLimits(settings, faults),
    counter: new RequestCounter(),
    readSinceUpdate: new Set(),
    running: NO_RULES,
    requiredFields: [],
    baseUrl: '',
  };
  const app = createApp(simulator);
  simulator.baseUrl = await app.listen({ host: '127.0.0.1', port: settings.port });
  return {
    url: simulator.baseUrl,
    close: async () => {
      await app.close();
      journal.close();
    },
  };
}

function createApp(simulator: Simulator): FastifyInstance {
  const app = Fastify({ bodyLimit: LARGEST_BODY_BYTES, forceCloseConnections: true });
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const { status, headers, body } = error instanceof ApiError ? error : apiErrorOf(error);
    void reply.code(status).headers(headers);
    return body === null ? reply.send() : reply.send(body);
  });
  app.setNotFoundHandler(() => {
    throw notFound();
  });
  addControlRoutes(app, simulator);
  void app.register(
    (api, _options, done) => {
      guardRequests(api, simulator);
      api.setNotFoundHandler(() => {
        throw notFound();
      });
      addListingRoute(api, simulator);
      addTicketRoutes(api, simulator);
      addConversationRoutes(api, simulator);
      addPeopleRoutes(api, simulator);
      addSetupRoutes(api, simulator);
      done();
    },
    { prefix: '/api/v2' },
  );
  return app;
}

/** What the vendor says where the server itself refuses a request. */
function apiErrorOf({ statusCode = 500 }: FastifyError): ApiError {
  if (statusCode === 400) return invalidJson();
  if (statusCode === 415) {
    const message = 'Content-Type header is set to an unsupported value. It should be application/json';
    return new ApiError(415, { code: 'invalid_content_type', message });
  }
  if (statusCode < 500) return new ApiError(statusCode, null);
  return new ApiError(500, {
    code: 'internal_error',
    message: 'We’re sorry, but something went wrong.',
  });
}
