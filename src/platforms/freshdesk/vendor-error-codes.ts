import { z } from 'zod';

/** A code or field name; anything longer or with spaces may be prose. */
const CODE = /^[\w.-]{1,60}$/;

const text = z.string().nullish().catch(null);
const errorBody = z.object({
  code: text,
  errors: z
    .array(z.object({ field: text, code: text }))
    .nullish()
    .catch(null),
});

/**
 * The codes in a vendor's error answer: its own, then each refused field as `field:code`. Messages and descriptions
 * are left out, they can quote the ticket. Empty for bodies that are no JSON or say nothing.
 * @see https://developers.freshdesk.com/api/#error
 */
export function vendorErrorCodes(body: string): string[] {
  const parsed = errorBody.safeParse(jsonOrNull(body));
  if (!parsed.success) return [];
  const { code, errors } = parsed.data;
  const fields = (errors ?? []).map((fault) => [fault.field, fault.code].filter(isCode).join(':'));
  return [...(isCode(code) ? [code] : []), ...fields.filter((field) => field !== '')].slice(0, 10);
}

function isCode(value: string | null | undefined): value is string {
  return typeof value === 'string' && CODE.test(value);
}

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
