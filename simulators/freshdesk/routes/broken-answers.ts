import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendOversized } from '../../oversized-answers.js';
import { isInstead } from '../faults.js';
import type { Simulator } from '../simulator.js';

const MAINTENANCE_PAGE = `<!DOCTYPE html>
<html><head><title>Down for maintenance</title></head>
<body><h1>We will be back soon</h1><p>This help desk is down for maintenance.</p></body></html>`;
const BAD_GATEWAY = '<html><body><h1>502 Bad Gateway</h1></body></html>';

/** Answers in place of the route when the draw says so; undefined lets the request through. */
export function brokenAnswer(request: FastifyRequest, reply: FastifyReply, { faults }: Simulator) {
  const { freshdeskDraw: draw } = request;
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
  { freshdeskDraw: draw, raw }: FastifyRequest,
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
  return BAD_GATEWAY;
}

function serverError(reply: FastifyReply, variant: number) {
  if (variant < 0.5) {
    const message = 'We’re sorry, but something went wrong.';
    return reply.code(500).send({ code: 'internal_error', message });
  }
  if (variant < 0.75) return reply.code(502).type('text/html').send(BAD_GATEWAY);
  return reply.code(503).header('retry-after', '1').send();
}

/** The body is empty or a text, never JSON. */
function tooManyRequests(reply: FastifyReply, variant: number) {
  void reply.code(429).header('retry-after', '1');
  if (variant < 0.5) return reply.send();
  return reply.type('text/plain; charset=utf-8').send('You have exceeded the limit of requests per minute');
}
