import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendOversized } from '../../oversized-answers.js';
import { isInstead } from '../faults.js';
import type { Simulator } from '../simulator.js';

const MAINTENANCE_PAGE = `<!DOCTYPE html>
<html><head><title>Down for maintenance</title></head>
<body><h1>We will be back soon</h1><p>This help desk is down for maintenance.</p></body></html>`;

/** Answers in place of the route when the draw says so; undefined lets the request through. */
export function brokenAnswer(request: FastifyRequest, reply: FastifyReply, { faults }: Simulator) {
  const { draw } = request;
  if (draw === null || !isInstead(draw.fault)) return undefined;
  const { fault, variant } = draw;
  faults.happened(draw, fault);
  switch (fault) {
    case 'reset':
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    case 'error5xx':
      return serverError(reply, variant);
    case 'htmlMaintenance':
      return reply.code(503).type('text/html; charset=utf-8').send(MAINTENANCE_PAGE);
    case 'error429':
      return tooManyRequests(reply, variant);
    case 'gzipBomb':
    case 'endlessAnswer':
    case 'drippingAnswer':
      reply.hijack();
      sendOversized(fault, reply.raw);
      return reply;
  }
}

/** Loses the answer of a write that was applied, when the draw says so. */
export function lostAnswer(
  { draw, raw }: FastifyRequest,
  reply: FastifyReply,
  { payload, simulator }: { payload: unknown; simulator: Simulator },
): unknown {
  if (draw === null || reply.statusCode >= 300) return payload;
  if (draw.fault !== 'commitThenReset' && draw.fault !== 'commitThen5xx') return payload;
  simulator.faults.happened(draw, draw.fault);
  if (draw.fault === 'commitThenReset') {
    raw.socket.destroy();
    return payload;
  }
  void reply.code(502).type('text/html');
  return '<html><body><h1>502 Bad Gateway</h1></body></html>';
}

function serverError(reply: FastifyReply, variant: number) {
  if (variant < 0.5)
    return reply.code(500).send({ error: 'InternalError', description: 'Something went wrong' });
  if (variant < 0.75)
    return reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
  return reply
    .code(503)
    .header('retry-after', '1')
    .send({ error: 'ServiceUnavailable', description: 'Try again' });
}

function tooManyRequests(reply: FastifyReply, variant: number) {
  const description = 'Number of allowed API requests per minute exceeded';
  const asDate = variant >= 0.5;
  void reply.code(429).header('retry-after', asDate ? new Date(Date.now() + 2000).toUTCString() : '1');
  const third = Math.floor(variant * 6) % 3;
  if (third === 0) return reply.send({ error: 'APIRateLimitExceeded', description });
  if (third === 1) return reply.type('text/plain; charset=utf-8').send(description);
  return reply.type('text/html; charset=utf-8').send(`<html><body>${description}</body></html>`);
}
