/** An answer that is not 2xx, in the vendor's words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Null: an empty body. */
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`answer ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** One entry of the vendor's list of what is wrong with a request. */
export interface FieldError {
  field: string;
  message: string;
  code: 'missing_field' | 'invalid_field' | 'invalid_value' | 'datatype_mismatch' | 'invalid_date';
}

/** 400 with every field that is wrong. @see https://developers.freshdesk.com/api/#error */
export function validationFailed(errors: readonly FieldError[]): ApiError {
  return new ApiError(400, { description: 'Validation failed', errors });
}

/** 400 for a body that cannot be read as JSON. */
export function invalidJson(): ApiError {
  return new ApiError(400, { code: 'invalid_json', message: 'Request body has invalid json format' });
}

/** 401 without usable credentials. */
export function invalidCredentials(): ApiError {
  return new ApiError(401, {
    code: 'invalid_credentials',
    message: 'You have to be logged in to perform this action.',
  });
}

/** 403 for a role or a ticket that is out of bounds. */
export function accessDenied(): ApiError {
  return new ApiError(403, {
    code: 'access_denied',
    message: 'You are not authorized to perform this action.',
  });
}

/** 404, for a record as for a path: the body is empty. */
export function notFound(): ApiError {
  return new ApiError(404, null);
}

/** 405 for a change of a ticket that is deleted or spam. */
export function methodNotAllowed(method: string): ApiError {
  const message = `${method} method is not allowed. It should be one of these method(s): GET`;
  return new ApiError(405, { code: 'method_not_allowed', message }, { allow: 'GET' });
}

/** 409 of two writes that met in the vendor's database; nothing was applied. */
export function inconsistentState(): ApiError {
  return new ApiError(409, {
    code: 'inconsistent_state',
    message: 'The resource is in an inconsistent or conflicting state.',
  });
}

/** 429 with the time to wait, and no rate headers. */
export function rateLimited(retryAfterSeconds: number): ApiError {
  return new ApiError(429, 'You have exceeded the limit of requests per minute', {
    'retry-after': String(retryAfterSeconds),
    'content-type': 'text/plain; charset=utf-8',
  });
}
