import { Client, Connection } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { auditFolderIn } from '../../../src/records/audit/stored-line.js';
import { liveTenant } from '../../../src/gateway/api/live.js';
import { createTenantActions } from '../../../src/gateway/api/tenant-actions.js';
import { whyOf } from '../../../src/gateway/api/why.js';
import type { OutcomeStore } from '../../../src/ports/records.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { apiGateway } from '../../gateway/support/api-gateway.js';
import { apiSources, apiTenant } from '../../gateway/support/api-sources.js';

export interface BoardOptions {
  client: Client;
  tenants: readonly string[];
  dataDir: string;
  dashboardFolder: string;
}

/** A gateway with its dashboard, over a data folder and a Temporal server. */
export interface RunningBoard {
  url: string;
  server: FastifyInstance;
  outcomes: OutcomeStore;
  close: () => Promise<void>;
}

export async function startBoard(options: BoardOptions): Promise<RunningBoard> {
  const { client, tenants, dataDir, dashboardFolder } = options;
  const outcomes = await openOutcomeStore({ dataDir });
  const known = tenants.map((name) => apiTenant(name, { monthlyBudgetUsd: 1 }));
  const temporalUi = { url: 'http://127.0.0.1:8233', namespace: 'default' };
  const links = { tenant: (name: string) => known.find((tenant) => tenant.name === name), temporalUi };
  const audit = { folder: auditFolderIn(dataDir), keys: null };
  const server = apiGateway({
    dashboardFolder,
    sources: apiSources({
      tenants: () => known,
      outcomes,
      live: (tenant, now) => liveTenant({ client, outcomes }, tenant, now),
      why: (tenant, ticketId) => whyOf({ client, outcomes, audit, ...links }, tenant, ticketId),
      actions: createTenantActions(client),
      temporalUi,
      watchEveryMs: 200,
    }),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const close = async () => {
    await server.close();
    await outcomes.close();
  };
  return { url, server, outcomes, close };
}

/** A client of a server that is not there. */
export const clientOfNobody = (): Client =>
  new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
