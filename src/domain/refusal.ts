/**
 * Why the help desk refused a write for good: its codes and the fields it names. Never its sentences, which may quote
 * the ticket.
 */
export interface Refusal {
  /** HTTP status; null: nothing was sent. */
  status: number | null;
  /** As the help desk names them, such as `RecordInvalid` or `priority:invalid_value`; at most ten. */
  codes: string[];
  /** Names or IDs of refused fields, as far as it says; at most ten. */
  fields: string[];
  /** The priority is named, or no field that is certainly another. A refused write may be tried without one. */
  mayBePriority: boolean;
}

/** Of an answer that says nothing of why. */
export const UNEXPLAINED: Refusal = { status: null, codes: [], fields: [], mayBePriority: true };

/** A code or a field's name: anything longer, or with other characters, may be prose or somebody's address. */
const TOKEN = /^[A-Za-z_][\w.-]{0,59}$/;
/** IDs of fields are whole numbers. */
const FIELD_ID = /^\d{1,18}$/;
const MOST = 10;

export const isCode = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

/** A field's name or ID that may be passed on; null for anything else. */
export function fieldKey(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && (TOKEN.test(text) || FIELD_ID.test(text)) ? text : null;
}

/** Each once, at most ten. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)].slice(0, MOST);

/** Status, codes and fields in one line: `422 RecordInvalid priority:InvalidValue (field priority)`. */
export function refusalText({ status, codes, fields }: Omit<Refusal, 'mayBePriority'>): string {
  const named =
    fields.length === 0 ? '' : `(${fields.length === 1 ? 'field' : 'fields'} ${fields.join(', ')})`;
  return [status === null ? '' : String(status), ...codes, named].filter((part) => part !== '').join(' ');
}

/** What a failure's details hold; null when they are none of ours. */
export function refusalFrom(details: unknown): Refusal | null {
  if (typeof details !== 'object' || details === null) return null;
  const { status, codes, fields, mayBePriority } = details as Record<string, unknown>;
  if (!Array.isArray(codes) || !Array.isArray(fields)) return null;
  return {
    status: typeof status === 'number' ? status : null,
    codes: codes.filter((code) => typeof code === 'string'),
    fields: fields.filter((field) => typeof field === 'string'),
    mayBePriority: mayBePriority !== false,
  };
}
