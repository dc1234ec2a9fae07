import { z } from 'zod';
import { composeModel } from '../compose/tenants.js';
import { ConfigurationError } from '../ports/faults.js';
import type { LlmConfig } from '../models/settings.js';
import type { LanguageModel } from '../ports/model.js';
import { answersInOrder } from './answers-in-order.js';
import { commandConfig, EXIT, tenantNamed, type AddCommand } from './context.js';
import { linesOf, writeLine } from './json-lines.js';
import { tenantOption } from './options.js';
import { secondOpinionOf } from './second-opinion.js';
import { createTicketClassifier } from './ticket-classifier.js';

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
