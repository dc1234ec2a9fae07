import type { Agent as HttpAgent, IncomingHttpHeaders } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { got, RequestError } from 'got';

/** One request, and what its answer may cost. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT';
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, in place of `json`. */
  body?: string | undefined;
  agent: { http: HttpAgent; https: HttpsAgent };
  /** For the whole exchange, from connecting to the last byte of the answer, milliseconds. */
  timeoutMs: number;
  /** Most bytes of the answer, counted after decompression. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

/** An HTTP answer as it came, decompressed. */
export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The answer is larger than its reader allows. The request may have taken effect all the same. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/** How Node says that the headers alone are larger than it reads (16 KiB). */
const HEADERS_TOO_LARGE = 'HPE_HEADER_OVERFLOW';

/**
 * Makes one HTTP request: no retries, no redirects, any status is an answer. The time limit covers the body too, so a
 * server that sends a byte now and then holds nobody longer; the size limit is counted after decompression, chunk by
 * chunk, so a small answer that unpacks to a huge one is given up at the limit. An aborted signal closes the connection.
 * @throws {AnswerTooLargeError} when body or headers are too large.
 * @throws {RequestError} of got, for want of an answer; `TimeoutError` when it took too long.
 */
export async function exchange(url: string | URL, request: HttpRequest): Promise<HttpAnswer> {
  const { method, headers = {}, json, body, agent, timeoutMs, maxBytes, signal } = request;
  const answer = got.stream(url, {
    method,
    headers,
    agent,
    ...(json === undefined ? {} : { json }),
    ...(json === undefined && method !== 'GET' ? { body: body ?? '' } : {}),
    ...(signal === undefined ? {} : { signal }),
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    timeout: { request: timeoutMs },
  });
  // Errors are thrown by the loop below. A signal that is aborted once the answer is there is nobody's error any more,
  // and an error that nobody listens to would end the process.
  answer.on('error', () => undefined);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      // Leaving the loop destroys the stream, and with it the connection and whatever still unpacks.
      if (bytes > maxBytes) throw new AnswerTooLargeError(`answer larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof RequestError && error.code === HEADERS_TOO_LARGE)
      throw new AnswerTooLargeError('headers of the answer larger than 16 KiB');
    throw error;
  }
  const { response } = answer;
  return {
    status: response?.statusCode ?? 0,
    headers: response?.headers ?? {},
    text: new TextDecoder().decode(Buffer.concat(chunks)),
  };
}
