import type { FastifyInstance } from 'fastify';
import { notFound } from '../api-error.js';
import type { Simulator } from '../simulator.js';
import { INTEGRATION_AGENT_ID } from '../store/ids.js';
import { wireAgent } from '../wire/agent.js';
import { wireContact } from '../wire/contact.js';

/** The caller, agents and contacts. @see vendor pages "Currently Authenticated Agent", "View an Agent", "View a Contact" */
export function addPeopleRoutes(api: FastifyInstance, { store, faults }: Simulator): void {
  const agent = (id: number) => {
    const found = wireAgent(id, store, faults.current.agentRole === true);
    if (found === null) throw notFound();
    return found;
  };
  api.get('/agents/me', () => agent(INTEGRATION_AGENT_ID));
  api.get<{ Params: { id: string } }>('/agents/:id', ({ params }) => agent(Number(params.id)));
  api.get<{ Params: { id: string } }>('/contacts/:id', ({ params }) => {
    const contact = wireContact(Number(params.id), store);
    if (contact === null) throw notFound();
    return contact;
  });
}
