import type { Analysis } from '../contract/ticket.js';
import { classifyLearnt, type TrainedClassifier } from '../domain/classifier/classifier.js';
import { type Confidence, NO_USAGE, type Verdict, reachesThreshold } from '../domain/verdict.js';
import { parseVerdict } from '../domain/parse-verdict.js';
import { labelProbability, type TokenProbability } from '../domain/label-probability.js';
import { answersOf, FIELDS } from '../domain/verdict-fields.js';
import { buildPrompt, verdictJsonSchema } from '../domain/prompt/triage-4.js';
import { withoutOrders } from '../domain/prompt/without-orders.js';
import type { RedactedTicket } from '../domain/ticket.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { classifyByRules, RULES_VERSION } from '../domain/rules/classify.js';
import { cleanSummary } from '../domain/summary.js';
import { DEFAULT_VERDICT_POLICY, type VerdictPolicy } from '../domain/tenant-policy.js';
import { ModelError, type LanguageModel } from '../ports/model.js';
import { withoutRemovedValues } from '../redaction/redact-conversation.js';

/** A verdict is a few labels and one sentence; a model that wants more is rambling. */
const MAX_OUTPUT_TOKENS = 300;

/** Whether a model's answers come with the probabilities of their tokens: known once it was asked for them. */
const TELLS_PROBABILITIES = new WeakMap<LanguageModel, boolean>();

/** Models whose server takes the schema and does not hold their answers to it: they are told it in words from then on. */
const IGNORES_SCHEMA = new WeakSet<LanguageModel>();

/** What a tenant wants of a verdict, as far as the model is asked for it. */
export type WantedOfModel = Pick<VerdictPolicy, 'summaryLanguage' | 'categories' | 'confidenceThreshold'>;

/**
 * Asks the model once. Where the tenant has a confidence threshold it asks how probable the labels were, and for the
 * model's own statement as long as the server has not shown that it tells that.
 * @param region ISO 3166 alpha-2, for phone numbers in the summary.
 * @throws {ModelError} kind `unusable` when the answer is no verdict; other kinds as the adapter has them.
 */
export async function askModel(
  model: LanguageModel,
  ticket: RedactedTicket,
  {
    region,
    signal,
    wanted = DEFAULT_VERDICT_POLICY,
  }: { region: string; signal: AbortSignal; wanted?: WantedOfModel },
): Promise<Analysis> {
  const { summaryLanguage, categories, confidenceThreshold } = wanted;
  const wantsConfidence = confidenceThreshold > 0;
  const asksConfidence = wantsConfidence && TELLS_PROBABILITIES.get(model) !== true;
  const options = { summaryLanguage, categories, asksConfidence };
  const { system, user, version } = buildPrompt(withoutOrders(ticket), options);
  const completion = await model.complete(
    {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      schema: verdictJsonSchema(options),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      ...(IGNORES_SCHEMA.has(model) ? { statesSchema: true } : {}),
      ...(wantsConfidence && TELLS_PROBABILITIES.get(model) !== false ? { tokenProbabilities: true } : {}),
    },
    signal,
  );
  const parsed = parseVerdict(
    completion.text,
    categories.map(({ name }) => name),
  );
  if (parsed.kind === 'unusable') {
    if (parsed.breaksSchema) IGNORES_SCHEMA.add(model);
    const message = `model ${completion.model}: ${parsed.reason} (${completion.text.length} characters)`;
    throw new ModelError(message, { kind: 'unusable', usage: completion.usage });
  }
  const confidence = wantsConfidence ? confidenceOf(completion.tokens, parsed.statedConfidence) : null;
  if (wantsConfidence) TELLS_PROBABILITIES.set(model, confidence?.basis === 'tokenProbabilities');
  return {
    verdict: withoutPersonalData(parsed.verdict, ticket, region),
    source: 'llm',
    model: completion.model,
    promptVersion: version,
    usage: completion.usage,
    inputHash: ticket.inputHash,
    ...(confidence === null ? {} : { confidence }),
  };
}

/** What the tokens tell goes before what the model says of itself; null when there is neither. */
function confidenceOf(
  tokens: readonly TokenProbability[] | undefined,
  stated: number | undefined,
): Confidence | null {
  const told = FIELDS.filter(({ isConfidence }) => isConfidence).map((field) =>
    labelProbability(tokens ?? [], field.key, answersOf(field)),
  );
  const value = told.reduce((all, each) => (all === null || each === null ? null : all * each), 1);
  if (value !== null) return { value: Math.round(value * 1_000) / 1_000, basis: 'tokenProbabilities' };
  return stated === undefined ? null : { value: stated, basis: 'modelStatement' };
}

const NO_TICKET: RedactedTicket = { subject: '', messages: [], removed: {}, inputHash: '' };

/** All that the model is told beside the ticket: equal tickets get one verdict as long as this stays the same. */
export function instructions(wanted: WantedOfModel = DEFAULT_VERDICT_POLICY): unknown {
  const { summaryLanguage, categories, confidenceThreshold } = wanted;
  const options = { summaryLanguage, categories, asksConfidence: confidenceThreshold > 0 };
  return [buildPrompt(NO_TICKET, options), verdictJsonSchema(options)];
}

/**
 * The keyword rules' verdict, and a classifier's before theirs where there is one. Pure, about a millisecond a ticket.
 * `reason` says why the model has none.
 */
export function askRules(
  ticket: RedactedTicket,
  {
    region,
    reason,
    classifier = null,
  }: { region: string; reason: string; classifier?: TrainedClassifier | null },
): Analysis {
  const { subject, messages } = withoutOrders(ticket);
  const text = { subject, messages: messages.map((message) => message.text) };
  const { verdict, fired, learnt } =
    classifier === null ? { ...classifyByRules(text), learnt: [] } : classifyLearnt(classifier, text);
  return {
    verdict: withoutPersonalData(verdict, ticket, region),
    source: 'rules',
    model: 'rules',
    promptVersion: classifier === null ? RULES_VERSION : `${RULES_VERSION}+classifier-${classifier.id}`,
    usage: NO_USAGE,
    inputHash: ticket.inputHash,
    fallbackReason: reason,
    firedRules: [...learnt.map((field) => `classifier.${field}`), ...fired.map(({ id }) => id)],
  };
}

/**
 * The summary is posted on the ticket: whatever looks like personal data in it is replaced once more, and so is every
 * value that redaction took out of this ticket. Cleaned again afterwards, because a placeholder may be longer than its
 * value and is no text for an agent.
 */
export function withoutPersonalData(verdict: Verdict, ticket: RedactedTicket, region: string): Verdict {
  const { text } = createTicketRedactor({ people: [], region }).redact(verdict.summary);
  return { ...verdict, summary: cleanSummary(withoutRemovedValues(text, ticket.removedValues ?? [])) };
}

/** A model's verdict with what the tenant of today makes of it: the category's tag, and whether it is too unsure. */
export function applyPolicy(
  analysis: Analysis,
  {
    categoryTagPrefix,
    confidenceThreshold,
  }: Pick<VerdictPolicy, 'categoryTagPrefix' | 'confidenceThreshold'>,
): Analysis {
  const { category } = analysis.verdict;
  return {
    ...analysis,
    ...(category === undefined ? {} : { categoryTag: `${categoryTagPrefix}${category}` }),
    ...(reachesThreshold(analysis.confidence, confidenceThreshold)
      ? {}
      : { belowConfidence: confidenceThreshold }),
  };
}
