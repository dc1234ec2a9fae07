import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(most) });

/** Of a message, as far as we send any. @see https://docs.slack.dev/reference/block-kit/blocks/ */
const slackBody = z.strictObject({
  text: z.string().min(1).max(40_000),
  blocks: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('header'),
          text: z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(150) }),
        }),
        z.strictObject({ type: z.literal('section'), text: mrkdwn(3_000) }),
        z.strictObject({ type: z.literal('context'), elements: z.array(mrkdwn(2_000)).min(1).max(10) }),
      ]),
    )
    .max(50),
});
export type SlackBody = z.output<typeof slackBody>;

const keys = { routing_key: z.string().length(32), dedup_key: z.string().min(1).max(255) };

/** @see https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ */
const pagerDutyBody = z.discriminatedUnion('event_action', [
  z.strictObject({
    ...keys,
    event_action: z.literal('trigger'),
    client: z.string().optional(),
    client_url: z.url().optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1_024),
      source: z.string().min(1),
      severity: z.enum(['critical', 'error', 'warning', 'info']),
      timestamp: z.iso.datetime().optional(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
    links: z.array(z.strictObject({ href: z.url(), text: z.string() })).optional(),
  }),
  z.strictObject({ ...keys, event_action: z.literal('resolve') }),
]);
export type PagerDutyBody = z.output<typeof pagerDutyBody>;

/** How a sink answers instead of taking a message; null: as the vendor does. */
export type Trouble = ((response: ServerResponse) => void) | null;

/** A stand-in for a vendor on this machine. What it takes has the vendor's form, or is refused as the vendor would. */
export interface Sink<B> {
  url: string;
  taken: B[];
  /** Requests, refused ones included. */
  asked: () => number;
  trouble: (trouble: Trouble) => void;
  close: () => Promise<void>;
}

/** Slack's incoming webhooks: answers `ok`, or 400 with a word. */
export const slackSink = (): Promise<Sink<SlackBody>> =>
  sink(slackBody, {
    took: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('ok'),
    refused: (response) => response.writeHead(400, { 'content-type': 'text/html' }).end('invalid_blocks'),
  });

/** PagerDuty's Events API v2: answers 202, or 400 with what is wrong. */
export const pagerDutySink = (): Promise<Sink<PagerDutyBody>> =>
  sink(pagerDutyBody, {
    took: (response, { dedup_key }) =>
      json(response, 202, { status: 'success', message: 'Event processed', dedup_key }),
    refused: (response, errors) =>
      json(response, 400, { status: 'invalid event', message: 'Event object is invalid', errors }),
  });

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

interface Answers<B> {
  took: (response: ServerResponse, body: B) => void;
  refused: (response: ServerResponse, errors: string[]) => void;
}

async function sink<B>(schema: z.ZodType<B>, { took, refused }: Answers<B>): Promise<Sink<B>> {
  const taken: B[] = [];
  let [asked, trouble]: [number, Trouble] = [0, null];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      asked += 1;
      if (trouble !== null) return trouble(response);
      const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
      const parsed = schema.safeParse(request.method === 'POST' && isJson ? JSON.parse(body) : undefined);
      if (!parsed.success) return refused(response, [parsed.error.message]);
      taken.push(parsed.data);
      return took(response, parsed.data);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken,
    asked: () => asked,
    trouble: (next) => (trouble = next),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Answers with a status and a body. */
export const answering =
  (status: number, headers: Record<string, string> = {}, body = 'no'): Trouble =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** Ends the connection instead of an answer. */
export const hangingUp: Trouble = (response) => void response.destroy();
