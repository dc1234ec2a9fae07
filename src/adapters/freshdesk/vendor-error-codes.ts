import { z } from 'zod';
import { distinct, fieldKey, isCode, type Refusal } from '../../domain/refusal.js';

const text = z.string().nullish().catch(null);
const errorBody = z.object({
  code: text,
  errors: z
    .array(z.object({ field: text, code: text }).catch({}))
    .nullish()
    .catch(null),
});

/** The codes in a vendor's error answer: its own, then each refused field as `field:code`. */
export const vendorErrorCodes = (body: string): string[] => vendorRefusal(body).codes;

/**
 * The codes and the refused fields in a vendor's error answer. Messages and descriptions are left out, they can quote
 * the ticket. Empty for bodies that are no JSON or say nothing.
 * @see https://developers.freshdesk.com/api/#error
 */
export function vendorRefusal(body: string): Omit<Refusal, 'status'> {
  const parsed = errorBody.safeParse(jsonOrNull(body));
  if (!parsed.success) return { codes: [], fields: [], mayBePriority: true };
  const { code, errors } = parsed.data;
  const faults = (errors ?? []).map((fault) => ({
    key: fieldKey(lastName(fault.field)),
    code: isCode(fault.code) ? fault.code : null,
  }));
  const codes = faults.map((fault) => [fault.key, fault.code].filter((part) => part !== null).join(':'));
  return {
    codes: distinct([...(isCode(code) ? [code] : []), ...codes.filter((one) => one !== '')]),
    fields: distinct(faults.flatMap(({ key }) => key ?? [])),
    mayBePriority: faults.every(({ key }) => key === null) || faults.some(({ key }) => key === 'priority'),
  };
}

/** A custom field may come as `custom_fields.cf_region`. */
const lastName = (field: string | null | undefined): string | null | undefined =>
  field?.replace(/^custom_fields?\./, '');

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
