/** The gateway did not do what was asked; the message is for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** HTTP status; 0: no answer came. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** Parameters of a request; those without a value are left out. */
export type Parameters = Record<string, string | number | null | undefined>;

/** Path and query of a request. */
export function urlOf(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

/** Told whenever the gateway no longer knows who we are. */
let onLoggedOut: () => void = () => undefined;
export const whenLoggedOut = (listener: () => void): void => {
  onLoggedOut = listener;
};

/** @throws {ApiError} */
export async function ask<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
  return read<T>(await send(urlOf(path, parameters), signal ? { signal } : {}));
}

/** @throws {ApiError} */
export async function tell<T>(method: 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
  const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return read<T>(await send(urlOf(path), { method, ...content }));
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError('The gateway does not answer.', 0);
  }
}

async function read<T>(answer: Response): Promise<T> {
  const body = (await answer.json().catch(() => null)) as (T & { error?: string }) | null;
  if (answer.ok) return body as T;
  if (answer.status === 401) onLoggedOut();
  throw new ApiError(messageOf(answer.status, body?.error), answer.status);
}

const messageOf = (status: number, told: string | undefined): string =>
  status === 500
    ? 'Something failed in the gateway; its log says what.'
    : (told ?? `The gateway answered ${status}.`);
