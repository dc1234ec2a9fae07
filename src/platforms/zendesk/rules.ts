import { PlatformError, type BusinessRule } from '../../ports/platform.js';
import type { ZendeskClient, ZendeskRequest } from './client.js';
import { firstPage, nextPageQuery } from './paging.js';
import { toRuleCondition } from './rule-conditions.js';
import { automationsAnswer, triggersAnswer, type WirePaging, type WireRule } from './wire.js';

/** Accounts have some hundred rules at most; a listing without end is a fault of the server. */
const MOST_PAGES = 50;

/**
 * The account's active triggers and automations, in the order the vendor lists them. Any agent may read them.
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
 * @see https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/
 * @throws {PlatformError}
 */
export async function listBusinessRules(
  client: ZendeskClient,
  signal?: AbortSignal,
): Promise<BusinessRule[]> {
  const triggers = await allPages('/api/v2/triggers', async (request) => {
    const { value } = await client.send({ ...request, schema: triggersAnswer }, signal);
    return { rules: value.triggers, ...value };
  });
  const automations = await allPages('/api/v2/automations', async (request) => {
    const { value } = await client.send({ ...request, schema: automationsAnswer }, signal);
    return { rules: value.automations, ...value };
  });
  return [...toRules(triggers, 'trigger'), ...toRules(automations, 'automation')];
}

type PageRequest = Omit<ZendeskRequest<never>, 'schema'>;

async function allPages(
  route: string,
  read: (request: PageRequest) => Promise<{ rules: WireRule[] } & WirePaging>,
): Promise<WireRule[]> {
  const rules: WireRule[] = [];
  let query = firstPage();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await read({ method: 'GET', route, query });
    rules.push(...answer.rules);
    const next = nextPageQuery(answer);
    if (next === null) return rules;
    query = new URLSearchParams(next);
  }
  throw new PlatformError(`GET ${route}: expected at most ${MOST_PAGES} pages, got more`, {
    kind: 'protocol',
  });
}

function toRules(rules: readonly WireRule[], kind: BusinessRule['kind']): BusinessRule[] {
  return rules
    .filter(({ active }) => active !== false)
    .map(({ id, title, conditions }) => ({
      ruleId: id,
      kind,
      title: title ?? '',
      all: (conditions?.all ?? []).map(toRuleCondition),
      any: (conditions?.any ?? []).map(toRuleCondition),
    }));
}
