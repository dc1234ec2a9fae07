import { z } from 'zod';
import { readEnvironment } from '../config/environment.js';
import { loadConfig } from '../config/load.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { EXIT, tenantNamed, type AddCommand } from './context.js';
import { linesOf, writeLine } from './json-lines.js';
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

/** `redact`: JSON lines in, redacted JSON lines out, in order. */
export const addRedactCommand: AddCommand = (program, run) => {
  program
    .command('redact')
    .description('Take personal data out of {"id","text","people"?,"region"?} lines on stdin.')
    .addOption(tenantOption())
    .action(
      run(async ({ tenant }: { tenant: string }) => {
        const { phoneRegion } = tenantNamed(loadConfig(readEnvironment()), tenant).triage;
        let failed = false;
        for await (const line of linesOf(process.stdin)) {
          const input = parseLine(line);
          failed ||= input === null;
          await writeLine(
            process.stdout,
            input === null ? { id: null, error: EXPECTED } : redact(input, phoneRegion),
          );
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

function redact({ id, text, people, region }: z.infer<typeof inputLine>, defaultRegion: string) {
  const redacted = createTicketRedactor({ people, region: region ?? defaultRegion }).redact(text);
  return { id, text: redacted.text, spans: redacted.spans };
}
