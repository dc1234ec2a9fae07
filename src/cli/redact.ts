import { z } from 'zod';
import { askSecondOpinion } from '../ports/tenant.js';
import { RedactionThreads, TooCostlyError } from '../redaction/threads.js';
import { answersInOrder, linesOf, writeLine, secondOpinionOf } from './json-lines.js';
import { EXIT, processConfig, tenantNamed, type AddCommand } from './context.js';
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
 * A line that takes too long gives an error of its own.
 */
export const addRedactCommand: AddCommand = (program, run) => {
  program
    .command('redact')
    .description('Take personal data out of {"id","text","people"?,"region"?} lines on stdin.')
    .addOption(tenantOption())
    .action(
      run(async ({ tenant }: { tenant: string }) => {
        const config = processConfig();
        const { phoneRegion, concurrency } = tenantNamed(config, tenant).triage;
        const opinion = secondOpinionOf('redact', config);
        const redaction = new RedactionThreads();
        let failed = false;
        const answer = async (line: string) => {
          const input = parseLine(line);
          failed ||= input === null;
          if (input === null) return { id: null, error: EXPECTED };
          const { id, text, people, region = phoneRegion } = input;
          const also = (await askSecondOpinion(opinion, [text]))(text);
          try {
            const job = { kind: 'text', input: { text, people, region, also } } as const;
            const redacted = await redaction.run({ tenant, job });
            return { id, text: redacted.text, spans: redacted.spans };
          } catch (error) {
            if (!(error instanceof TooCostlyError)) throw error;
            failed = true;
            return { id, error: error.message };
          }
        };
        try {
          for await (const answered of answersInOrder(linesOf(process.stdin), { concurrency, answer }))
            await writeLine(process.stdout, answered);
        } finally {
          await redaction.close();
        }
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
