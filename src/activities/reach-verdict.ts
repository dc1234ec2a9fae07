import type { Analysis } from '../contract/ticket.js';
import { parseVerdict } from '../domain/parse-verdict.js';
import { buildPrompt, VERDICT_JSON_SCHEMA } from '../domain/prompt/triage-1.js';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { classifyByRules, RULES_VERSION } from '../domain/rules/classify.js';
import { cleanSummary } from '../domain/summary.js';
import { NO_USAGE, type Verdict } from '../domain/verdict.js';
import { ModelError, type LanguageModel } from '../ports/language-model.js';

/** A verdict is a few labels and one sentence; a model that wants more is rambling. */
const MAX_OUTPUT_TOKENS = 300;

/**
 * Asks the model once.
 * @param region ISO 3166 alpha-2, for phone numbers in the summary.
 * @throws {ModelError} kind `unusable` when the answer is no verdict; other kinds as the adapter has them.
 */
export async function askModel(
  model: LanguageModel,
  ticket: RedactedTicket,
  { region, signal }: { region: string; signal: AbortSignal },
): Promise<Analysis> {
  const { system, user, version } = buildPrompt(ticket);
  const completion = await model.complete(
    {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      schema: VERDICT_JSON_SCHEMA,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
    },
    signal,
  );
  const parsed = parseVerdict(completion.text);
  if (parsed.kind === 'unusable') {
    const message = `model ${completion.model}: ${parsed.reason} (${completion.text.length} characters)`;
    throw new ModelError(message, { kind: 'unusable', usage: completion.usage });
  }
  return {
    verdict: withoutPersonalData(parsed.verdict, region),
    source: 'llm',
    model: completion.model,
    promptVersion: version,
    usage: completion.usage,
    inputHash: ticket.inputHash,
  };
}

/** The keyword rules' verdict. Pure, under a millisecond a ticket. `reason` says why the model has none. */
export function askRules(
  ticket: RedactedTicket,
  { region, reason }: { region: string; reason: string },
): Analysis {
  const messages = ticket.messages.map(({ text }) => text);
  const { verdict, fired } = classifyByRules({ subject: ticket.subject, messages });
  return {
    verdict: withoutPersonalData(verdict, region),
    source: 'rules',
    model: 'rules',
    promptVersion: RULES_VERSION,
    usage: NO_USAGE,
    inputHash: ticket.inputHash,
    fallbackReason: reason,
    firedRules: fired.map((rule) => rule.id),
  };
}

/**
 * The summary is posted on the ticket: whatever looks like personal data in it is replaced once more. Cleaned again
 * afterwards, because a placeholder may be longer than its value and is no text for an agent.
 */
function withoutPersonalData(verdict: Verdict, region: string): Verdict {
  const { text } = createTicketRedactor({ people: [], region }).redact(verdict.summary);
  return { ...verdict, summary: cleanSummary(text) };
}
