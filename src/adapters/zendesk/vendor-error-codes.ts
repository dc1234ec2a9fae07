import { z } from 'zod';
import { distinct, fieldKey, isCode, type Refusal } from '../../domain/refusal.js';

const text = z.string().nullish().catch(null);

/** One fault of a field. @see https://developer.zendesk.com/api-reference/introduction/requests/ */
const fault = z.object({
  error: text,
  description: text,
  ticket_field_id: z.union([z.number().int(), z.string()]).nullish().catch(null),
  ticket_field_type: text,
});
const faultList = z.union([z.array(fault.catch({})), z.array(z.unknown()).transform(() => [])]).catch([]);
const byField = z.record(z.string(), faultList).nullish().catch(null);

/** What newer endpoints list, after JSON:API; some list sentences, or faults by field. */
const listedError = z.object({
  code: text,
  title: text,
  field: text,
  source: z.object({ pointer: text }).nullish().catch(null),
});

const errorBody = z.object({
  error: z
    .union([z.string(), z.object({ title: text, code: text, message: text })])
    .nullish()
    .catch(null),
  details: byField,
  errors: z
    .union([z.array(listedError.catch({})), byField])
    .nullish()
    .catch(null),
});
type Body = z.output<typeof errorBody>;

/** Titles with spaces that the vendor gives everywhere, and what they are called as codes. */
const TITLES: Readonly<Record<string, string>> = {
  'invalid attribute': 'InvalidAttribute',
  'record invalid': 'RecordInvalid',
  'unprocessable entity': 'UnprocessableEntity',
};
/** What a write of ours holds. */
const OUR_FIELDS: ReadonlySet<string> = new Set([
  ...['priority', 'tags', 'comment', 'metadata', 'safe_update', 'updated_stamp', 'status', 'ticket'],
]);

/** The codes in a vendor's error answer: its name, then each refused field as `field` or `field:code`. */
export const vendorErrorCodes = (body: string): string[] => vendorRefusal(body).codes;

/**
 * The codes and the refused fields in a vendor's error answer. Descriptions are left out, they can quote the ticket;
 * only that one speaks of the priority is taken from it. Empty for bodies that are no JSON or say nothing.
 */
export function vendorRefusal(body: string): Omit<Refusal, 'status'> {
  const parsed = errorBody.safeParse(jsonOrNull(body));
  const { error, details, errors } = parsed.success ? parsed.data : {};
  const faults = [
    ...ofError(error),
    ...ofFields(details),
    ...(Array.isArray(errors) ? errors.map(ofListed) : ofFields(errors)),
  ];
  const isPriority = faults.some(({ field }) => field === 'priority');
  return {
    codes: distinct(faults.flatMap(({ codes }) => codes)),
    fields: distinct(faults.flatMap(({ field }) => field ?? [])),
    mayBePriority: isPriority || !faults.some(({ isOther }) => isOther),
  };
}

/** What one entry of an error says. */
interface Fault {
  codes: string[];
  field: string | null;
  /** It is certainly about another field than the priority. */
  isOther: boolean;
}

function ofError(error: Body['error']): Fault[] {
  if (error === undefined || error === null) return [];
  if (typeof error === 'string') return [{ codes: asCodes(error), field: null, isOther: false }];
  const named = /\b(?:for the|parameter:) (\w{1,40})\b/i.exec(error.message ?? '')?.[1];
  const field = named !== undefined && OUR_FIELDS.has(named) ? named : null;
  return [{ codes: [...asCodes(error.code), ...asCodes(error.title)], field, isOther: field !== null }];
}

function ofFields(details: Body['details']): Fault[] {
  return Object.entries(details ?? {}).flatMap(([name, faults]) => {
    const key = fieldKey(name);
    if (key === null) return [];
    const isBase = key === 'base';
    const found = faults.map((one): Fault => {
      const field = fieldOf(one) ?? (isBase ? null : key);
      const isOther = !isBase || typeof one.ticket_field_type === 'string';
      return { codes: isCode(one.error) ? [`${key}:${one.error}`] : [], field, isOther };
    });
    const codes = found.some((one) => one.codes.length > 0) ? [] : [key];
    return [{ codes, field: isBase ? null : key, isOther: !isBase }, ...found];
  });
}

/** The vendor puts what it says of the priority under `base` too, with the field's type, or in words alone. */
const fieldOf = ({ ticket_field_id: id, ticket_field_type: type, description }: z.output<typeof fault>) =>
  type === 'FieldPriority' || /^\s*priority\b/i.test(description ?? '') ? 'priority' : fieldKey(id);

function ofListed({ code, title, field, source }: z.output<typeof listedError>): Fault {
  const key = fieldKey(field) ?? fieldKey(/([^/]*)$/.exec(source?.pointer ?? '')?.[1]);
  const codes = [...asCodes(code), ...asCodes(title)];
  return {
    codes: key === null ? codes : codes.map((one) => `${key}:${one}`),
    field: key,
    isOther: key !== null && key !== 'base' && key !== 'ticket',
  };
}

function asCodes(value: string | null | undefined): string[] {
  const known = TITLES[value?.trim().toLowerCase() ?? ''];
  if (known !== undefined) return [known];
  return isCode(value) ? [value] : [];
}

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
