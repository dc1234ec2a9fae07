import { z } from 'zod';

const WORDS = [':\n', '0', '999999999', 'http://192.0.2.1', 'x'.repeat(300)];
const NUMBERS = [':', -1, 1e12];
const LISTS = [':', []];

/**
 * What a setting may be, in the words that its own schema refuses wrong values with: every message completes
 * "expected …". Values that hardly any setting takes are tried; a schema that takes them all gives `text`.
 */
export function expectedValues(schema: z.ZodType): string {
  const messages = probesOf(schema).flatMap((value) => {
    const { error } = schema.safeParse(value);
    return error?.issues.map(({ message }) => message) ?? [];
  });
  return [...new Set(messages)].join('; ') || 'text';
}

function probesOf(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return probesOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNumber) return NUMBERS;
  return schema instanceof z.ZodArray ? LISTS : WORDS;
}
