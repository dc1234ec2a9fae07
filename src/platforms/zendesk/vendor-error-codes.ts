import { z } from 'zod';

/** A code or field name; anything longer or with spaces may be prose. */
const CODE = /^[\w.-]{1,60}$/;

const detail = z.object({ error: z.string().nullish().catch(null) });
const errorBody = z.object({
  error: z
    .union([z.string(), z.object({ title: z.string() }).transform(({ title }) => title)])
    .nullish()
    .catch(null),
  details: z.record(z.string(), z.array(detail).catch([])).nullish().catch(null),
});

/**
 * The codes in a vendor's error answer: its name, then each refused field as `field` or `field:code`. Descriptions
 * are left out, they can quote the ticket. Empty for bodies that are no JSON or say nothing.
 */
export function vendorErrorCodes(text: string): string[] {
  const parsed = errorBody.safeParse(jsonOrNull(text));
  if (!parsed.success) return [];
  const { error, details } = parsed.data;
  const fields = Object.entries(details ?? {}).flatMap(([field, faults]) => {
    const codes = faults.flatMap(({ error: code }) => (isCode(code) ? [`${field}:${code}`] : []));
    return isCode(field) ? (codes.length > 0 ? codes : [field]) : [];
  });
  return [...(isCode(error) ? [error] : []), ...fields].slice(0, 10);
}

function isCode(value: string | null | undefined): value is string {
  return typeof value === 'string' && CODE.test(value);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
