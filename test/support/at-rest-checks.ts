import { expect } from '@jest/globals';
import { phrasesOf, PlainSearch } from './plain-search.js';
import { sim, type Ledger } from './running-up.js';

/** The only part of a data folder that may hold ticket text: it stands in for the help desk. */
export const HELP_DESK_FOLDER = 'simulator-zendesk';

interface Shown {
  subject: string;
  description: string;
  users: { name: string; email: string | null; phone: string | null }[];
  comments: { plain_body: string; html_body: string }[];
}

/**
 * What nobody may read in the data folder: phrases of every subject, message and note, our own included, and the
 * names, addresses, numbers and planted values of people.
 */
export async function secretsOf(platformUrl: string): Promise<{ phrases: string[]; values: string[] }> {
  const { tickets } = await sim<Ledger>(platformUrl, 'ledger');
  const shown = await Promise.all(
    Object.keys(tickets).map((id) => ticketOf(new URL(platformUrl).origin, id)),
  );
  const messages = shown.flatMap(({ comments }) =>
    comments.flatMap(({ plain_body, html_body }) => [plain_body, html_body]),
  );
  const people = shown.flatMap(({ users }) =>
    users.flatMap(({ name, email, phone }) => [name, email, phone]),
  );
  const planted = await sim<Record<string, string[]>>(platformUrl, 'planted');
  return {
    phrases: [...shown.flatMap(({ subject, description }) => [subject, description]), ...messages].flatMap(
      phrasesOf,
    ),
    values: [...people.filter((value) => value !== null), ...Object.values(planted).flat()],
  };
}

/** A ticket as the help desk shows it; of a deleted one, nothing. */
async function ticketOf(origin: string, id: string): Promise<Shown> {
  const ask = async <T>(rest: string): Promise<T | null> => {
    const answer = await fetch(`${origin}/api/v2/tickets/${id}${rest}`, {
      headers: { authorization: 'Bearer test' },
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`ticket ${id}: ${answer.status}`);
    return answer.ok ? ((await answer.json()) as T) : null;
  };
  const found = await ask<{ ticket: Pick<Shown, 'subject' | 'description'>; users: Shown['users'] }>(
    '.json?include=users',
  );
  const said = await ask<{ comments: Shown['comments'] }>('/comments.json');
  return {
    ...(found?.ticket ?? { subject: '', description: '' }),
    users: found?.users ?? [],
    comments: said?.comments ?? [],
  };
}

/** Nothing of a ticket, its people or its verdict can be read in the data folder, outside of the help desk's own. */
export async function expectNothingReadableAtRest(dataDir: string, platformUrl: string): Promise<void> {
  const { phrases, values } = await secretsOf(platformUrl);
  expect(phrases.length).toBeGreaterThan(1_000);
  expect(values.length).toBeGreaterThan(100);
  expect(new PlainSearch([...phrases, ...values]).findUnder(dataDir, [HELP_DESK_FOLDER])).toEqual([]);
}
