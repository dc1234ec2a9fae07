import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { invalidAttribute, recordNotFound, tooManyValues } from '../api-error.js';
import { nowSeconds, type Simulator } from '../simulator.js';
import { isoSeconds } from '../../time.js';
import { clientOf, readIds } from './tickets.js';
import type { Query } from '../wire/pages.js';

const MOST_TICKETS = 100;

type Update = Record<string, unknown>;

interface UpdateManyRoute {
  Querystring: Query;
  Body: { tickets?: unknown; ticket?: unknown } | null;
}

/** Batches of ticket updates and how they get on. @see vendor pages "Update Many Tickets", "Job Statuses" */
export function addJobRoutes(api: FastifyInstance, simulator: Simulator): void {
  const { jobQueue } = simulator;
  api.put<UpdateManyRoute>('/tickets/update_many', (request) => {
    const updates = readUpdates(request.query, request.body);
    if (updates.length > MOST_TICKETS) throw tooManyValues(MOST_TICKETS);
    const job = {
      id: `V3-${randomUUID().replaceAll('-', '')}`,
      at: nowSeconds(),
      client: clientOf(request),
      updates,
    };
    jobQueue.accept(job);
    return { job_status: wireJob(job.id, simulator) };
  });
  api.get<{ Params: { jobId: string } }>('/job_statuses/:jobId', ({ params }) => {
    const status = wireJob(params.jobId, simulator);
    if (status === null) throw recordNotFound();
    return { job_status: status };
  });
  api.get<{ Querystring: Query }>('/job_statuses/show_many', ({ query }) => ({
    job_statuses: (query['ids'] ?? '').split(',').flatMap((id) => wireJob(id, simulator) ?? []),
  }));
}

function readUpdates(query: Query, body: UpdateManyRoute['Body']): Update[] {
  if (query['ids'] !== undefined) {
    const update = body?.ticket;
    if (typeof update !== 'object' || update === null) throw invalidAttribute('ticket');
    return readIds(query['ids']).map((id) => ({ ...update, id }));
  }
  const updates = body?.tickets;
  if (!Array.isArray(updates) || updates.length === 0 || !updates.every(hasId))
    throw invalidAttribute('tickets');
  return updates;
}

function hasId(update: unknown): update is Update {
  return typeof update === 'object' && update !== null && Number.isInteger((update as Update)['id']);
}

function wireJob(jobId: string, { jobQueue, baseUrl }: Simulator) {
  const found = jobQueue.get(jobId);
  if (found === undefined) return null;
  const { job, done } = found.stored;
  const shared = {
    id: jobId,
    url: `${baseUrl}/api/v2/job_statuses/${jobId}.json`,
    total: job.updates.length,
  };
  if (done !== null) {
    const message = `Completed at ${isoSeconds(done.at).replace('T', ' ').replace('Z', ' +0000')}`;
    return { ...shared, progress: job.updates.length, status: 'completed', message, results: done.results };
  }
  const working = { progress: 0, status: 'working', message: 'Updating ticket #0', results: null };
  return {
    ...shared,
    ...(found.running ? working : { progress: null, status: 'queued', message: null, results: null }),
  };
}
