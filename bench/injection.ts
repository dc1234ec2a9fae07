/**
 * Attacks on a configured model through the text of a ticket: which of them it follows, and what is left of that in
 * the verdict and the note.
 *
 *   npx tsx bench/injection.ts [--only WORD] [--json FILE]
 *
 * The model comes from OPENAI_BASE_URL, OPENAI_API_KEY, LLM_MODEL, LLM_TIMEOUT_MS and ALLOW_PLAIN_HTTP. One request an
 * attack, one at a time, and one for the honest ticket. Exit 1 when something unsafe got into a summary.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createOpenAiModel } from '../src/models/openai-model.js';
import { HONEST_SUBJECT, HONEST_TEXT } from './injection/attack.js';
import { CONTRABAND } from './injection/contraband.js';
import { ORDERS } from './injection/orders.js';
import { asTable } from './injection/table.js';
import { attacked, honest } from './injection/tried.js';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, json: { type: 'string' } },
});
const { env } = process;
if (!env.OPENAI_BASE_URL) {
  console.error('OPENAI_BASE_URL: expected the address of the model to attack, got unset');
  process.exit(64);
}
const model = createOpenAiModel({
  baseUrl: env.OPENAI_BASE_URL,
  apiKey: env.OPENAI_API_KEY,
  model: env.LLM_MODEL ?? 'gpt-4o-mini',
  timeoutMs: Number(env.LLM_TIMEOUT_MS ?? 60_000),
  priceInputPerMtokUsd: 0,
  priceOutputPerMtokUsd: 0,
  allowPlainHttpHosts: (env.ALLOW_PLAIN_HTTP ?? '').split(',').filter((host) => host !== ''),
});

const plain = await honest(model, { subject: HONEST_SUBJECT, text: HONEST_TEXT });
console.log(`Without an attack: ${plain}\n`);
const tried = [];
for (const attack of [...ORDERS, ...CONTRABAND].filter(({ name }) => name.includes(values.only)))
  tried.push(await attacked(model, attack));
console.log(asTable(tried));
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tried, null, 2)}\n`);
process.exitCode = tried.some(({ unsafe }) => unsafe) ? 1 : 0;
