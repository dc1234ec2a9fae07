/** An answer that is not 2xx, in the vendor's words. Bodies are those of recorded answers where there is one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`answer ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 404 for a record that does not exist, or that is deleted. */
export function recordNotFound(): ApiError {
  return new ApiError(404, { error: 'RecordNotFound', description: 'Not found' });
}

/** 404 for a path that the vendor does not have. */
export function invalidEndpoint(): ApiError {
  return new ApiError(404, { error: 'InvalidEndpoint', description: 'Not found' });
}

/** 422 with details by field, such as an update of a closed ticket. */
export function recordInvalid(field: string, description: string): ApiError {
  return new ApiError(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [field]: [{ description }] },
  });
}

/** 422 for a priority that the account does not have: the field stands under `base`, with its ID and type. */
export function priorityInvalid(fieldId: number): ApiError {
  const fault = {
    description: 'Priority: is invalid',
    error: 'InvalidValue',
    ticket_field_id: fieldId,
    ticket_field_type: 'FieldPriority',
  };
  return new ApiError(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { base: [fault] },
  });
}

/** 400 for a parameter that cannot be read. The error is an object here, as the vendor does it. */
export function invalidAttribute(name: string): ApiError {
  const message = `You passed an invalid value for the ${name} attribute. Invalid parameter: ${name}`;
  return new ApiError(400, { error: { title: 'Invalid attribute', message } });
}

/** 400 when more values are given than one request takes. */
export function tooManyValues(maximum: number): ApiError {
  const description = `Parameter  cannot specify more than ${maximum} values`;
  return new ApiError(400, { error: 'TooManyValues', description, max_count: maximum });
}

/** 403 for a role or a ticket that is out of bounds. */
export function forbidden(): ApiError {
  return new ApiError(403, {
    error: 'Forbidden',
    description:
      'You do not have access to this page. Please contact the account owner of this help desk for further help.',
  });
}

/** 401 without usable credentials. */
export function couldNotAuthenticate(): ApiError {
  const headers = { 'www-authenticate': 'Basic realm="Web Password"' };
  return new ApiError(401, { error: "Couldn't authenticate you" }, headers);
}

/** 409 of a safe update with an outdated stamp. */
export function updateConflict(): ApiError {
  return new ApiError(409, {
    error: 'UpdateConflict',
    description:
      'Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.',
  });
}

/** 409 of two writes that met in the vendor's database; nothing was applied. */
export function databaseConflict(): ApiError {
  return new ApiError(409, { error: 'DatabaseConflict', description: 'Database collision' });
}

/** 429 with the time to wait. `what` names the limit, in the vendor's words. */
export function rateLimited(what: string, retryAfterSeconds: number): ApiError {
  return new ApiError(
    429,
    { error: 'APIRateLimitExceeded', description: `Number of allowed ${what} exceeded` },
    { 'retry-after': String(retryAfterSeconds) },
  );
}
