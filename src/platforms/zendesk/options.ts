/** A Zendesk account and how to speak with it. */
export interface ZendeskOptions {
  /** Origin of the account, such as `https://acme.zendesk.com`; credentials are sent nowhere else. */
  baseUrl: string;
  /** An agent's address with an API token, or an OAuth access token. Listing changes needs an admin. */
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Milliseconds for one whole request, connecting included · 15000. */
  requestTimeoutMs?: number;
  /** Hosts beside loopback that may be spoken to without TLS · none. */
  allowPlainHttpHosts?: readonly string[];
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Tickets a page of the change listing, 1 to 1000 · 500. */
  pageSize?: number;
  /** Called after every request, errors included, before its answer is judged; not after an aborted one. Must not throw. */
  onResponse?: (info: ZendeskResponseInfo) => void;
}

/** One request, for metrics: no ID, text or address. */
export interface ZendeskResponseInfo {
  /** Method and path template, such as `GET /api/v2/tickets/{id}`. */
  route: string;
  /** Null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number };
}
