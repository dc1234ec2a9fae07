import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { z } from 'zod';
import { modelFailure } from '../activities/failures.js';
import { askModel, askRules } from '../activities/reach-verdict.js';
import { redactConversation } from '../activities/redact-conversation.js';
import { composeModel } from '../compose-tenants.js';
import { ConfigurationError } from '../config/faults.js';
import type { LlmConfig } from '../config/llm.js';
import { FAILURE } from '../contract/failures.js';
import type { Analysis } from '../contract/ticket.js';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import type { LanguageModel } from '../ports/language-model.js';
import { commandConfig, EXIT, tenantNamed, type AddCommand } from './context.js';
import { linesOf, writeLine } from './json-lines.js';
import { tenantOption } from './options.js';

const inputLine = z.object({
  id: z.union([z.string(), z.number()]),
  subject: z.string().nullish(),
  description: z.string().nullish(),
});

const EXPECTED = 'expected one JSON object a line: {"id", "subject", "description"}';
/** As the workflow's model call: three attempts, 1 s and 2 s apart unless the failure says otherwise. */
const ATTEMPTS = 3;

/** `classify`: JSON lines in, verdicts out, in order, through redaction, model, validation and fallback. */
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
        const { triage, llm } = tenantNamed(config, tenant);
        const model = rulesOnly ? null : modelOf(llm, config.process.plainHttpHosts);
        let failed = false;
        const judge = async (line: string) => {
          const input = parseLine(line);
          failed ||= input === null;
          return input === null ? { id: null, error: EXPECTED } : classify(input, model, triage.phoneRegion);
        };
        const inFlight: Promise<unknown>[] = [];
        for await (const line of linesOf(process.stdin)) {
          inFlight.push(judge(line));
          if (inFlight.length >= triage.concurrency) await writeLine(process.stdout, await inFlight.shift());
        }
        for (const answer of inFlight) await writeLine(process.stdout, await answer);
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

async function classify(
  { id, subject, description }: z.infer<typeof inputLine>,
  model: LanguageModel | null,
  region: string,
) {
  const message = {
    author: 'customer' as const,
    public: true,
    createdAt: '',
    text: description ?? '',
    attachmentNames: [],
  };
  const ticket = redactConversation(
    { subject: subject ?? '', messages: [message], people: [], truncated: false },
    region,
  );
  const { verdict, source, usage } = await analyze(ticket, model, region);
  return { id, analysis: verdict, source, usage };
}

async function analyze(
  ticket: RedactedTicket,
  model: LanguageModel | null,
  region: string,
): Promise<Analysis> {
  if (model === null) return askRules(ticket, { region, reason: 'RulesOnly' });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askModel(model, ticket, { region, signal: new AbortController().signal });
    } catch (error) {
      const failure = modelFailure(error);
      if (!(failure instanceof ApplicationFailure)) throw error;
      if (failure.nonRetryable || attempt === ATTEMPTS) {
        return askRules(ticket, { region, reason: failure.type ?? FAILURE.modelUnavailable });
      }
      await delay(
        failure.nextRetryDelay === undefined ? attempt * 1_000 : msToNumber(failure.nextRetryDelay),
      );
    }
  }
}
