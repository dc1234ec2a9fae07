import type { FieldError } from '../api-error.js';
import { CUSTOM_FIELDS, PRIORITY, STATUS, TICKET_TYPES } from '../store/types.js';

/** Most characters of one tag. */
const LONGEST_TAG = 32;

/** What is wrong with a value, or null. */
export type FieldCheck = (value: unknown) => Omit<FieldError, 'field'> | null;

/** Fields that the vendor takes and this simulator leaves as they are. */
const TAKEN_UNCHECKED = [
  'company_id',
  'description',
  'due_by',
  'email',
  'email_config_id',
  'fr_due_by',
  'name',
  'parent_id',
  'phone',
  'product_id',
  'requester_id',
  'source',
] as const;

/** What an update of a ticket may hold. @see vendor page "Update a Ticket" */
export const TICKET_CHECKS: Record<string, FieldCheck> = {
  ...Object.fromEntries(TAKEN_UNCHECKED.map((name) => [name, () => null])),
  status: oneOf(Object.values(STATUS)),
  priority: oneOf(Object.values(PRIORITY)),
  type: nullable(oneOf(TICKET_TYPES)),
  subject: ofType('String', (value) => typeof value === 'string'),
  responder_id: nullable(ofType('Positive Integer', Number.isInteger)),
  group_id: nullable(ofType('Positive Integer', Number.isInteger)),
  tags: checkTags,
  custom_fields: ofType('Key/Value Pair', isObject),
};

/** What a note may hold. @see vendor page "Create a Note" */
export const NOTE_CHECKS: Record<string, FieldCheck> = {
  body: ofType('String', (value) => typeof value === 'string' && value.trim() !== ''),
  private: ofType('Boolean', (value) => typeof value === 'boolean'),
  incoming: ofType('Boolean', (value) => typeof value === 'boolean'),
  user_id: ofType('Positive Integer', Number.isInteger),
  notify_emails: ofType('Array', Array.isArray),
};

/** Every field of a body that is unknown or wrong, in the vendor's words. */
export function faultsOf(body: Record<string, unknown>, checks: Record<string, FieldCheck>): FieldError[] {
  return Object.entries(body).flatMap(([field, value]) => {
    const check = Object.hasOwn(checks, field) ? checks[field] : undefined;
    const fault = check === undefined ? unexpectedField() : check(value);
    return fault === null ? [] : [{ field, ...fault }];
  });
}

/** Every custom field that the account does not have or whose value is no text. */
export function customFieldFaults(fields: Record<string, unknown>): FieldError[] {
  const check = nullable(ofType('String', (value) => typeof value === 'string'));
  return faultsOf(fields, Object.fromEntries(CUSTOM_FIELDS.map((name) => [name, check])));
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The vendor's words for a field or a parameter that it does not have. */
export function unexpectedField(): Omit<FieldError, 'field'> {
  return { message: 'Unexpected/invalid field in request', code: 'invalid_field' };
}

function oneOf(allowed: readonly unknown[]): FieldCheck {
  const message = `It should be one of these values: '${allowed.join(',')}'`;
  return (value) => (allowed.includes(value) ? null : { message, code: 'invalid_value' });
}

function ofType(name: string, isRight: (value: unknown) => boolean): FieldCheck {
  return (value) =>
    isRight(value)
      ? null
      : {
          message: `Value set is of type ${typeName(value)}.It should be a/an ${name}`,
          code: 'datatype_mismatch',
        };
}

function nullable(check: FieldCheck): FieldCheck {
  return (value) => (value === null ? null : check(value));
}

function checkTags(value: unknown): ReturnType<FieldCheck> {
  if (!Array.isArray(value)) return ofType('Array', () => false)(value);
  if (!value.every((tag) => typeof tag === 'string'))
    return { message: 'It should contain elements of type String only', code: 'datatype_mismatch' };
  if (value.some((tag) => tag.length > LONGEST_TAG)) {
    const message = `It should only contain elements that have maximum of ${LONGEST_TAG} characters`;
    return { message, code: 'invalid_value' };
  }
  return value.some((tag) => tag.includes(','))
    ? { message: "It should only contain elements without ','", code: 'invalid_value' }
    : null;
}

function typeName(value: unknown): string {
  if (value === null) return 'Null';
  if (Array.isArray(value)) return 'Array';
  const name = typeof value === 'object' ? 'key/value pair' : typeof value;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
