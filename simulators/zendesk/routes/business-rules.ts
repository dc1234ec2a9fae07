import type { FastifyInstance } from 'fastify';
import { AUTOMATIONS, TRIGGERS } from '../seed/business-rules.js';
import type { Simulator } from '../simulator.js';
import { isoSeconds, toSeconds } from '../../time.js';
import { pageOf, type Query } from '../wire/pages.js';

const MADE_DAYS_BEFORE = 400;
const SECONDS_A_DAY = 86_400;

/** The account's triggers and automations; they are listed, and never run. @see vendor pages "Triggers", "Automations" */
export function addBusinessRuleRoutes(api: FastifyInstance, simulator: Simulator): void {
  for (const [key, rules] of [
    ['triggers', TRIGGERS],
    ['automations', AUTOMATIONS],
  ] as const) {
    api.get<{ Querystring: Query }>(`/${key}`, ({ query }) => {
      const url = `${simulator.baseUrl}/api/v2/${key}.json`;
      const { active } = query;
      const asked = active === undefined ? rules : rules.filter((rule) => String(rule.active) === active);
      return pageOf(
        asked.map((rule, index) => wireRule(rule, index, { key, simulator })),
        { query, url, key },
      );
    });
  }
}

function wireRule(
  { id, title, active, all, any, actions }: (typeof TRIGGERS)[number],
  index: number,
  { key, simulator }: { key: string; simulator: Simulator },
) {
  const { startedAtMs } = simulator.store.world;
  const since = isoSeconds(toSeconds(startedAtMs) - MADE_DAYS_BEFORE * SECONDS_A_DAY);
  return {
    url: `${simulator.baseUrl}/api/v2/${key}/${id}.json`,
    id,
    title,
    active,
    created_at: since,
    updated_at: since,
    default: false,
    actions,
    conditions: { all, any },
    ...(key === 'triggers' ? { description: null } : {}),
    position: index + 1,
    raw_title: title,
  };
}
