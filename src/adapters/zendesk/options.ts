/** A Zendesk account and how to speak with it. */
export interface ZendeskOptions {
  /** Origin of the account, such as `https://acme.zendesk.com`; credentials are sent nowhere else. */
  baseUrl: string;
  /** An agent's address with an API token, or an OAuth access token. Listing changes needs an admin. */
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Milliseconds for one whole request, connecting included · 15000. */
  requestTimeoutMs?: number;
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Tickets a page of the change listing, 1 to 1000 · 500. */
  pageSize?: number;
  /** Called after every answer, errors included, before it is judged. Must not throw. */
  onResponse?: (info: ZendeskResponseInfo) => void;
}

/** One answer, for metrics: no ID, text or address. */
export interface ZendeskResponseInfo {
  /** Method and path template, such as `GET /api/v2/tickets/{id}`. */
  route: string;
  status: number;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number };
}
