import type { AlertMessage, Notifier } from '../../ports/notifier.js';
import { createPoster, stringOf, type PostOptions, type VendorAnswers } from './post-json.js';

export type SlackOptions = Omit<PostOptions, 'vendor' | 'answers'>;

/** Of a header block, and of the text of a section. @see https://docs.slack.dev/reference/block-kit/blocks/ */
const HEADER_MOST = 150;
const SECTION_MOST = 3_000;

/**
 * `ok`, or one word for what is wrong, such as `channel_is_archived`; a server in front of Slack may say it in JSON.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
const ANSWERS: VendorAnswers = {
  took: ({ status, body }) => status === 200 && body.trim() === 'ok',
  reason: ({ body }) => stringOf(body, 'error') ?? body.trim(),
};

/**
 * Slack's incoming webhooks. They cannot deduplicate: a message whose answer was lost may be there twice.
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function createSlackNotifier(options: SlackOptions): Notifier {
  const post = createPoster({ ...options, vendor: 'Slack', answers: ANSWERS });
  return {
    channel: 'slack',
    deduplicates: false,
    tell: (message, signal) => post(slackBody(message), signal),
  };
}

function slackBody({ notice, source, title, sentences, links }: AlertMessage) {
  const mark = notice.kind === 'over' ? ':white_check_mark:' : MARKS[notice.severity];
  const heading = `${notice.kind === 'over' ? 'Over: ' : ''}${title}`;
  const place = notice.tenant === null ? source : `${source}, tenant ${notice.tenant}`;
  const context = [place, ...links.map(({ text, href }) => `<${href}|${escaped(text)}>`)];
  return {
    // What notifications show, and programs that know no blocks.
    text: `${mark} ${escaped(`${heading} (${place})`)}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(`${mark} ${heading}`, HEADER_MOST) } },
      { type: 'section', text: { type: 'mrkdwn', text: cut(escaped(sentences.join('\n')), SECTION_MOST) } },
      { type: 'context', elements: context.map((text) => ({ type: 'mrkdwn', text })) },
    ],
  };
}

const MARKS = { warning: ':warning:', critical: ':rotating_light:' } as const;

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`;
