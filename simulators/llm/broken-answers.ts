import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendOversized } from '../oversized-answers.js';
import type { AnswerFault } from './faults.js';

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'invalid_request_error',
  404: 'invalid_request_error',
  429: 'requests',
};

/** An error in the vendor's shape. */
export function modelError(reply: FastifyReply, status: number, message: string): FastifyReply {
  const code = status === 429 ? 'rate_limit_exceeded' : null;
  return reply
    .code(status)
    .send({ error: { message, type: TYPES[status] ?? 'server_error', param: null, code } });
}

/** Answers in place of a completion. */
export function brokenModelAnswer(fault: AnswerFault, request: FastifyRequest, reply: FastifyReply) {
  switch (fault) {
    case 'error5xx':
      return modelError(reply, 500, 'The server had an error while processing your request.');
    case 'html':
      return reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
    case 'error429':
      return modelError(reply.header('retry-after', '2'), 429, 'Rate limit reached for requests');
    case 'error429WithoutRetryAfter':
      return modelError(reply, 429, 'Rate limit reached for requests');
    case 'reset':
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    case 'timeout':
      // Hijacked and never written to: the caller waits until it gives up.
      return reply.hijack();
    case 'gzipBomb':
    case 'endlessAnswer':
    case 'drippingAnswer':
      reply.hijack();
      sendOversized(fault, reply.raw);
      return reply;
  }
}
