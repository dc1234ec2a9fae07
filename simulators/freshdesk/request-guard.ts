import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  accessDenied,
  inconsistentState,
  invalidCredentials,
  notFound,
  rateLimited,
  type ApiError,
} from './api-error.js';
import { hasApiKey } from './credentials.js';
import type { FaultDraw, FaultTarget } from './faults.js';
import { creditsOf, rateHeaders } from './limits.js';
import { sendOversized } from '../oversized-answers.js';
import { brokenAnswer, lostAnswer } from './routes/broken-answers.js';
import type { Simulator } from './simulator.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What was drawn for this request by the Freshdesk simulator. */
    freshdeskDraw: FaultDraw | null;
  }
}

/**
 * What every request of the API goes through before its route, in this order: counted, limited, authenticated,
 * faulted, delayed. Limits and faults are decided at arrival, so that their order is that of the requests.
 */
export function guardRequests(api: FastifyInstance, simulator: Simulator): void {
  const { counter, faults, settings } = simulator;
  api.decorateRequest('freshdeskDraw', null);
  api.addHook('onRequest', async (request, reply) => {
    counter.arrived(`${request.method} ${request.routeOptions.url ?? 'unknown'}`, Date.now());
    void reply.headers({
      'x-freshdesk-api-version': 'latest=v2; requested=v2',
      'x-request-id': `sim-${counter.total}`,
      'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    });
    const draw = faults.draw(targetOf(request), settings.latencyMs);
    request.freshdeskDraw = draw;
    const refusal = takeLimits(request, reply, { draw, simulator }) ?? refusalOf(request, simulator);
    if (draw.isSlow) faults.happened(draw, 'slow');
    if (draw.delayMs > 0) await delay(draw.delayMs);
    if (refusal !== null) throw refusal;
    if (isOversized(request, simulator)) {
      reply.hijack();
      sendOversized('gzipBomb', reply.raw);
      return reply;
    }
    return brokenAnswer(request, reply, simulator);
  });
  api.addHook('preHandler', (request, _reply, done) => {
    if (request.freshdeskDraw?.fault === 'conflict') {
      faults.happened(request.freshdeskDraw, 'conflict');
      done(inconsistentState());
    } else done();
  });
  api.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    counter.answered(reply.statusCode);
    return lostAnswer(request, reply, { payload, simulator });
  });
}

function targetOf({ method, routeOptions }: FastifyRequest): FaultTarget {
  const isTicket = routeOptions.url === '/api/v2/tickets/:id';
  if (method === 'GET') return isTicket ? 'ticketRead' : 'otherRead';
  return isTicket && method === 'PUT' ? 'ticketUpdate' : 'otherWrite';
}

/** Takes the request out of the limits and tells where they stand; the refusal when one is used up. */
function takeLimits(
  request: FastifyRequest,
  reply: FastifyReply,
  { draw, simulator }: { draw: FaultDraw; simulator: Simulator },
): ApiError | null {
  const { limits, faults } = simulator;
  const nowMs = Date.now();
  const { include } = request.query as { include?: string };
  const credits = creditsOf(request.routeOptions.url, include);
  const account = limits.takeRequest(credits, nowMs);
  void reply.headers(rateHeaders(account, credits));
  if (!account.allowed) {
    if (faults.current.requestsPerMinute !== undefined) faults.happened(draw, 'rateLimited');
    return rateLimited(account.resetSeconds);
  }
  if (request.routeOptions.url === '/api/v2/tickets' && request.method === 'GET') {
    const lists = limits.takeList(nowMs);
    return lists.allowed ? null : rateLimited(lists.resetSeconds);
  }
  if (targetOf(request) !== 'ticketUpdate') return null;
  const updates = limits.takeUpdate(nowMs);
  if (updates.allowed) return null;
  if (faults.current.updatesPerMinute !== undefined) faults.happened(draw, 'rateLimited');
  return rateLimited(updates.resetSeconds);
}

function isOversized({ params, routeOptions }: FastifyRequest, { faults }: Simulator): boolean {
  const { id } = params as { id?: string };
  const isTicket = routeOptions.url?.startsWith('/api/v2/tickets/') === true;
  return isTicket && faults.current.oversizedTickets?.includes(Number(id)) === true;
}

function refusalOf(request: FastifyRequest, { faults }: Simulator): ApiError | null {
  const { unauthorized, forbiddenTickets, missingTickets } = faults.current;
  if (unauthorized === true || !hasApiKey(request.headers.authorization)) return invalidCredentials();
  const { id } = request.params as { id?: string };
  if (id === undefined || !request.routeOptions.url?.startsWith('/api/v2/tickets/')) return null;
  if (forbiddenTickets?.includes(Number(id)) === true) return accessDenied();
  if (missingTickets?.includes(Number(id)) === true) return notFound();
  return null;
}
