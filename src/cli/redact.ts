import { z } from 'zod';
import { askSecondOpinion, type SecondOpinion } from '../ports/tenant.js';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { answersInOrder, linesOf, writeLine, secondOpinionOf } from './json-lines.js';
import { EXIT, tenantNamed, type AddCommand } from './context.js';
import { tenantOption } from './options.js';

const inputLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  people: z.array(z.string()).default([]),
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

const EXPECTED = 'expected one JSON object a line: {"id", "text", "people"?: [names], "region"?: "US"}';

/**
 * `redact`: JSON lines in, redacted JSON lines out, in order, with the second detector where one is configured. While
 * that does not answer, `PRESIDIO_ON_FAILURE=stop` ends the command (69) before the line, `continue` goes on without.
 */
export const addRedactCommand: AddCommand = (program, run) => {
  program
    .command('redact')
    .description('Take personal data out of {"id","text","people"?,"region"?} lines on stdin.')
    .addOption(tenantOption())
    .action(
      run(async ({ tenant }: { tenant: string }) => {
        const config = loadConfig(readEnvironment());
        const { phoneRegion, concurrency } = tenantNamed(config, tenant).triage;
        const opinion = secondOpinionOf('redact', config);
        let failed = false;
        const answer = async (line: string) => {
          const input = parseLine(line);
          failed ||= input === null;
          if (input === null) return { id: null, error: EXPECTED };
          return redact({ ...input, region: input.region ?? phoneRegion }, opinion);
        };
        for await (const answered of answersInOrder(linesOf(process.stdin), { concurrency, answer }))
          await writeLine(process.stdout, answered);
        return failed ? EXIT.failed : EXIT.done;
      }),
    );
};

function parseLine(line: string): z.infer<typeof inputLine> | null {
  try {
    return inputLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function redact(
  { id, text, people, region }: z.infer<typeof inputLine> & { region: string },
  opinion: SecondOpinion | undefined,
) {
  const alsoFound = await askSecondOpinion(opinion, [text]);
  const redacted = createTicketRedactor({ people, region }).redact(text, alsoFound(text));
  return { id, text: redacted.text, spans: redacted.spans };
}
