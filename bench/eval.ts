/**
 * Accuracy, cost and latency of the rules and, with --model, of the configured model, on labelled text.
 *
 *   npx tsx bench/eval.ts [--set FILE…] [--data FOLDER] [--model | --classifier FILE] [--limit N] [--concurrency N] [--json FILE]
 *
 * Without --set, the public collections in FOLDER are used, as far as they are there. A FILE is JSONL of
 * {subject, description, root_cause?, urgency?, sentiment?}. A classifier is one that `npm run train` made; measure it on
 * other tickets than it was trained on. The model comes from OPENAI_BASE_URL,
 * OPENAI_API_KEY, LLM_MODEL, LLM_TIMEOUT_MS, LLM_PRICE_INPUT_PER_MTOK and LLM_PRICE_OUTPUT_PER_MTOK.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { OpenAiModelOptions } from '../src/models/openai-model.js';
import { type EvalSet, sample } from './eval/cases.js';
import { classifierFile } from '../src/config/classifier-file.js';
import { readText } from '../src/config/tenants/remembered-texts.js';
import { byClassifier, byModel, byRules, type Classifier } from './eval/classifiers.js';
import { evaluate, type SetReport } from './eval/evaluate.js';
import { readOwnSet, readPublicSets } from './eval/read-sets.js';
import { asTable } from './eval/table.js';

const { values } = parseArgs({
  options: {
    set: { type: 'string', multiple: true, default: [] },
    data: { type: 'string', default: resolve(import.meta.dirname, '../../shared/data/support-text') },
    model: { type: 'boolean', default: false },
    classifier: { type: 'string' },
    limit: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});

const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
const [path, classify] = chosenPath();

const reports: (SetReport & { path: string })[] = [];
for (const { name, cases } of chosenSets()) {
  const report = await evaluate({ name, cases: sample(cases, limit) }, classify, Number(values.concurrency));
  reports.push({ path, ...report });
  console.log(`${asTable(path, report)}\n`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reports, null, 2)}\n`);

function chosenPath(): [string, Classifier] {
  if (values.model) return ['model', byModel(modelOptions())];
  if (values.classifier === undefined) return ['rules', byRules];
  const files = { folder: '.', read: readText };
  return ['classifier and rules', byClassifier(classifierFile(files).parse(values.classifier))];
}

function chosenSets(): EvalSet[] {
  if (values.set.length > 0) return values.set.map(readOwnSet);
  const { sets, absent } = readPublicSets(values.data);
  if (absent.length > 0) console.log(`Not in ${values.data}, left out: ${absent.join(', ')}\n`);
  return sets;
}

function modelOptions(): OpenAiModelOptions {
  const { env } = process;
  return {
    baseUrl: env.OPENAI_BASE_URL,
    apiKey: env.OPENAI_API_KEY,
    model: env.LLM_MODEL ?? 'gpt-4o-mini',
    timeoutMs: Number(env.LLM_TIMEOUT_MS ?? 30_000),
    priceInputPerMtokUsd: Number(env.LLM_PRICE_INPUT_PER_MTOK ?? 0.15),
    priceOutputPerMtokUsd: Number(env.LLM_PRICE_OUTPUT_PER_MTOK ?? 0.6),
    allowPlainHttpHosts: (env.ALLOW_PLAIN_HTTP ?? '').split(',').filter((host) => host !== ''),
  };
}
