import { z } from 'zod';
import { composeModel } from '../compose/tenants.js';
import { ConfigurationError } from '../ports/setting.js';
import type { LlmConfig } from '../models/settings.js';
import { type LanguageModel, ModelError } from '../ports/model.js';
import { answersInOrder, linesOf, writeLine, secondOpinionOf } from './json-lines.js';
import { commandConfig, EXIT, tenantNamed, type AddCommand } from './context.js';
import { tenantOption } from './options.js';
import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { modelFailure } from '../activities/failures.js';
import { askModel, askRules, instructions, type WantedOfModel } from '../verdict/reach-verdict.js';
import { redactConversation, textsOf } from '../verdict/redact-conversation.js';
import { askSecondOpinion, type SecondOpinion } from '../ports/tenant.js';
import { createSharedAnalysis } from '../verdict/sharing.js';
import { createVerdictCache, verdictKey } from '../verdict/cache.js';
import { FAILURE } from '../contract/failures.js';
import type { Analysis } from '../contract/ticket.js';
import type { RedactedTicket } from '../domain/ticket.js';
import type { TrainedClassifier } from '../domain/classifier/classifier.js';
import { DEFAULT_VERDICT_POLICY } from '../domain/tenant-policy.js';
import { addUsage, NO_USAGE } from '../domain/verdict.js';

const inputLine = z.object({
  id: z.union([z.string(), z.number()]),
  subject: z.string().nullish(),
  description: z.string().nullish(),
});

const EXPECTED = 'expected one JSON object a line: {"id", "subject", "description"}';

/**
 * `classify`: JSON lines in, verdicts out, in order, through redaction, model, validation and fallback. Equal tickets
 * share a call. The second detector of personal data is asked where one is configured; while it does not answer,
 * `PRESIDIO_ON_FAILURE=stop` ends the command (69) before the line, `continue` goes on without.
 */
export const addClassifyCommand: AddCommand = (program, run) => {
  program
    .command('classify')
    .description(
      'Give a verdict on {"id","subject","description"} lines on stdin; nothing is written anywhere.',
    )
    .option('--rules-only', 'ask the keyword rules only')
    .addOption(tenantOption())
    .action(
      run(async ({ rulesOnly = false, tenant }: { rulesOnly?: boolean; tenant: string }) => {
        const config = commandConfig();
        const { triage, llm, policy } = tenantNamed(config, tenant);
        const model = rulesOnly ? null : modelOf(llm, config.process.plainHttpHosts);
        const classify = createTicketClassifier({
          ...{ tenant, model, region: triage.phoneRegion, wanted: policy, classifier: policy.classifier },
          secondOpinion: secondOpinionOf('classify', config),
        });
        let failed = false;
        const judge = async (line: string) => {
          const input = parseLine(line);
          failed ||= input === null;
          if (input === null) return { id: null, error: EXPECTED };
          const { id, subject, description } = input;
          const written = { subject: subject ?? '', description: description ?? '' };
          const { verdict, source, usage } = await classify(written);
          return { id, analysis: verdict, source, usage };
        };
        const { concurrency } = triage;
        const answers = answersInOrder(linesOf(process.stdin), { concurrency, answer: judge });
        for await (const answer of answers) await writeLine(process.stdout, answer);
        return failed ? EXIT.failed : EXIT.done;
      }),
    );
};

function modelOf(llm: LlmConfig, plainHttpHosts: readonly string[]): LanguageModel {
  if (llm.endpoint !== null) return composeModel({ ...llm, endpoint: llm.endpoint }, plainHttpHosts);
  throw new ConfigurationError([
    {
      variable: 'OPENAI_API_KEY',
      expected: 'a key, OPENAI_BASE_URL of a private model, or --rules-only',
      got: 'unset',
    },
  ]);
}

function parseLine(line: string): z.infer<typeof inputLine> | null {
  try {
    return inputLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** As the workflow's model call: three attempts, 1 s and 2 s apart unless the failure says otherwise. */
const ATTEMPTS = 3;

/** A ticket as somebody wrote it. */
interface WrittenTicket {
  subject: string;
  description: string;
}

interface TicketClassifierOptions {
  tenant: string;
  /** Null: only the rules are asked. */
  model: LanguageModel | null;
  /** ISO 3166 alpha-2, for phone numbers written nationally. */
  region: string;
  /** Default: what holds where a tenant says nothing. */
  wanted?: WantedOfModel;
  /** Goes before the keyword rules. Default: none. */
  classifier?: TrainedClassifier | null;
  /** A second detector of personal data; none where it is absent. */
  secondOpinion?: SecondOpinion | undefined;
}

/**
 * Gives verdicts as a ticket run would, without Temporal: redaction, model, validation, attempts, fallback. Equal
 * tickets cost one call. Never fails for want of a model's answer.
 * @throws {PiiDetectorError} when the second detector does not answer and its outage stops tickets.
 */
function createTicketClassifier(options: TicketClassifierOptions) {
  const { model, region, secondOpinion, classifier = null } = options;
  const byModel = model === null ? null : modelClassifier({ ...options, model });
  return async ({ subject, description }: WrittenTicket): Promise<Analysis> => {
    const message = { author: 'customer' as const, public: true, createdAt: '', attachmentNames: [] };
    const messages = [{ ...message, text: description }];
    const conversation = { subject, messages, people: [], truncated: false };
    const alsoFound = await askSecondOpinion(secondOpinion, textsOf(conversation));
    const ticket = redactConversation(conversation, region, alsoFound);
    return byModel === null ? askRules(ticket, { region, reason: 'RulesOnly', classifier }) : byModel(ticket);
  };
}

function modelClassifier({
  tenant,
  model,
  region,
  wanted = DEFAULT_VERDICT_POLICY,
  classifier = null,
}: TicketClassifierOptions & { model: LanguageModel }): (ticket: RedactedTicket) => Promise<Analysis> {
  const share = createSharedAnalysis(createVerdictCache({ shared: null }));
  return async (ticket) => {
    const { signal } = new AbortController();
    const key = verdictKey({ tenant, model: model.model, instructions: instructions(wanted), ticket });
    let paid = NO_USAGE;
    const ask = () =>
      share({ key, ticket, region, fresh: false, signal }, async (shared) => {
        try {
          return await askModel(model, ticket, { region, signal: shared, wanted });
        } catch (error) {
          if (error instanceof ModelError) paid = addUsage(paid, error.usage ?? NO_USAGE);
          throw error;
        }
      });
    for (let attempt = 1; ; attempt += 1) {
      try {
        const analysis = await ask();
        return { ...analysis, usage: { ...analysis.usage, ...addUsage(paid, analysis.usage) } };
      } catch (error) {
        const failure = modelFailure(error);
        if (!(failure instanceof ApplicationFailure)) throw error;
        if (failure.nonRetryable || attempt === ATTEMPTS) {
          const reason = failure.type ?? FAILURE.modelUnavailable;
          return { ...askRules(ticket, { region, reason, classifier }), usage: paid };
        }
        await delay(pauseMs(failure, attempt));
      }
    }
  };
}

const pauseMs = ({ nextRetryDelay }: ApplicationFailure, attempt: number): number =>
  nextRetryDelay ? msToNumber(nextRetryDelay) : attempt * 1_000;
