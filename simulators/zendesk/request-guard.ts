import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ApiError,
  couldNotAuthenticate,
  databaseConflict,
  forbidden,
  recordNotFound,
  updateConflict,
} from './api-error.js';
import { hasCredentials, rememberCaller } from './credentials.js';
import type { FaultDraw } from './faults.js';
import { rateHeaders, windowExceeded } from './limits.js';
import { sendOversized } from '../oversized-answers.js';
import { brokenAnswer, lostAnswer } from './routes/broken-answers.js';
import type { Simulator } from './simulator.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What was drawn for this request. */
    draw: FaultDraw | null;
  }
}

/**
 * What every request of the API goes through before its route, in this order: counted, limited, authenticated,
 * faulted, delayed. Limits and faults are decided at arrival, so that their order is that of the requests.
 */
export function guardRequests(api: FastifyInstance, simulator: Simulator): void {
  const { counter, limits, faults, settings } = simulator;
  api.decorateRequest('draw', null);
  api.addHook('onRequest', async (request, reply) => {
    const nowMs = Date.now();
    counter.arrived(`${request.method} ${request.routeOptions.url ?? 'unknown'}`, nowMs);
    const window = limits.takeRequest(nowMs);
    void reply.headers(rateHeaders(window, counter.total)).headers({
      'x-zendesk-api-version': 'v2',
      'x-request-id': `sim-${counter.total}`,
      'cache-control': 'max-age=0, private, must-revalidate',
    });
    const isWrite = request.method !== 'GET';
    const isTicketUpdate = request.method === 'PUT' && request.routeOptions.url === '/api/v2/tickets/:id';
    request.draw = faults.draw({ isWrite, isTicketUpdate }, settings.latencyMs);
    const { draw } = request;
    const refusal = window.allowed
      ? refusalOf(request, simulator)
      : windowExceeded('API requests per minute', window);
    if (!window.allowed && faults.current.requestsPerMinute !== undefined)
      faults.happened(draw, 'rateLimited');
    if (draw.isSlow) faults.happened(draw, 'slow');
    if (draw.delayMs > 0) await delay(draw.delayMs);
    if (refusal !== null) throw refusal;
    rememberCaller(request.headers.authorization, simulator.integration);
    simulator.integration.role = faults.current.agentRole === true ? 'agent' : 'admin';
    if (isOversized(request, simulator)) {
      reply.hijack();
      sendOversized('gzipBomb', reply.raw);
      return reply;
    }
    return brokenAnswer(request, reply, simulator);
  });
  api.addHook('preHandler', (request, _reply, done) => {
    if (request.draw?.fault === 'conflict') {
      faults.happened(request.draw, 'conflict');
      done(request.draw.variant < 0.5 ? updateConflict() : databaseConflict());
    } else done();
  });
  api.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    counter.answered(reply.statusCode);
    return lostAnswer(request, reply, { payload, simulator });
  });
}

function isOversized({ params, routeOptions }: FastifyRequest, { faults }: Simulator): boolean {
  const { id } = params as { id?: string };
  const isTicket = routeOptions.url?.startsWith('/api/v2/tickets/') === true;
  return isTicket && faults.current.oversizedTickets?.includes(Number(id)) === true;
}

function refusalOf(request: FastifyRequest, { faults }: Simulator): ApiError | null {
  const { unauthorized, forbiddenTickets, missingTickets } = faults.current;
  if (unauthorized === true || !hasCredentials(request.headers.authorization)) return couldNotAuthenticate();
  const { id } = request.params as { id?: string };
  if (id === undefined || !request.routeOptions.url?.startsWith('/api/v2/tickets/')) return null;
  if (forbiddenTickets?.includes(Number(id)) === true) return forbidden();
  if (missingTickets?.includes(Number(id)) === true) return recordNotFound();
  return null;
}
