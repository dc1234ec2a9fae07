/** A Freshdesk account and how to speak with it. */
export interface FreshdeskOptions {
  /** Origin of the account, such as `https://acme.freshdesk.com`; the key is sent nowhere else. */
  baseUrl: string;
  /** The API key of an agent who sees all tickets. */
  auth: { apiKey: string };
  /** Milliseconds for one whole request, connecting included · 10000. */
  requestTimeoutMs?: number;
  /** Hosts beside loopback that may be spoken to without TLS · none. */
  allowPlainHttpHosts?: readonly string[];
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Called after every request, errors included, before its answer is judged; not after an aborted one. Must not throw. */
  onResponse?: (info: FreshdeskResponseInfo) => void;
}

/** One request, for metrics: no ID, text or address. */
export interface FreshdeskResponseInfo {
  /** Method and path template, such as `GET /api/v2/tickets/{id}`. */
  route: string;
  /** Null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number };
}
