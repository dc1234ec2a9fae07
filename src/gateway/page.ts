import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Vite names these files by their content. */
const NAMED_BY_CONTENT = /^\/assets\//;
const A_YEAR_S = 31_536_000;

/**
 * Serves the dashboard that `npm run build` made: the page under `/`, and its files. It holds no secret and asks for a
 * token; whoever may not see figures sees a form. Where nothing was built, the page says so.
 */
export function addDashboard(server: FastifyInstance, folder: string): void {
  if (!existsSync(path.join(folder, 'index.html'))) {
    server.get('/', (_request, reply) =>
      reply.code(503).type('text/plain').send('The dashboard was not built: npm run build\n'),
    );
    return;
  }
  void server.register(fastifyStatic, {
    root: folder,
    // Only files that are there have a route: every other path is answered as an unknown one.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
      const kept = NAMED_BY_CONTENT.test(url) ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache';
      reply.setHeader('cache-control', kept);
    },
  });
}
