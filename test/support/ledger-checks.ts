import { expect } from '@jest/globals';
import { sim, type Ledger } from './running-up.js';

const OWN = /^ai_(processed|fallback|bug|feature|refund|other|urgency_\w+|sentiment_\w+)$/;
/** Instead of a verdict. */
const BULK_MAIL = 'ai_bulk_mail';

/**
 * The promises as the help desk sees them: every new or open ticket has one write and one AI note, no other has any,
 * no foreign tag was lost and no priority of a person changed.
 */
export function expectPromisesKept({ tickets }: Ledger): void {
  const all = Object.entries(tickets).map(([id, ticket]) => ({ id, ...ticket }));
  const wanted = all.filter(({ status }) => status === 'new' || status === 'open');
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter(({ writes, aiComments }) => writes !== 1 || aiComments !== 1)).toEqual([]);
  const lacksOwn = (tags: string[]) =>
    tags.filter((tag) => OWN.test(tag)).length < (tags.includes(BULK_MAIL) ? 1 : 4);
  expect(wanted.filter(({ tags }) => lacksOwn(tags))).toEqual([]);
  expect(all.filter(({ status, writes }) => status !== 'new' && status !== 'open' && writes > 0)).toEqual([]);
  expect(all.filter(({ lostForeignTags }) => lostForeignTags.length > 0)).toEqual([]);
  expect(all.filter(({ overwrittenPriorities }) => overwrittenPriorities > 0)).toEqual([]);
}

/** No planted e-mail address, phone or card number, nor any other planted value, stands in a prompt. */
export async function expectNothingPlantedReached(platformUrl: string, llmUrl: string): Promise<void> {
  const planted = await sim<Record<string, string[]>>(platformUrl, 'planted');
  const prompts = JSON.stringify(await sim<unknown>(llmUrl, 'prompts'));
  const values = Object.values(planted).flat();
  expect(values.length).toBeGreaterThan(0);
  expect(prompts.length).toBeGreaterThan(1_000);
  expect(values.filter((value) => prompts.includes(JSON.stringify(value).slice(1, -1)))).toEqual([]);
}

export const totalWrites = ({ tickets }: Ledger): number =>
  Object.values(tickets).reduce((sum, { writes }) => sum + writes, 0);
