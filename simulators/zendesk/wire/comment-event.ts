import type { Attachment, CommentEvent, Via } from '../store/types.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** How something came in. Mail names both ends, everything else is empty. */
export function viaFor(channel: string): Via {
  const mail = channel === 'email';
  return {
    channel,
    source: {
      from: {},
      to: mail ? { name: 'Tallybird Support', address: 'support@tallybird.example' } : {},
      rel: null,
    },
  };
}

export interface CommentParts {
  id: number;
  auditId: number;
  authorId: number;
  body: string;
  /** Absent or null: made from the plain body. */
  html?: string | null | undefined;
  public: boolean;
  attachments?: readonly string[];
}

/** A comment as it stands in an audit. */
export function commentEvent({
  id,
  auditId,
  authorId,
  body,
  html,
  attachments,
  ...rest
}: CommentParts): CommentEvent {
  return {
    id,
    type: 'Comment',
    author_id: authorId,
    body,
    html_body: `<div class="zd-comment" dir="auto">${html ?? paragraphs(body)}</div>`,
    plain_body: body.replaceAll('\n', '\n\n '),
    public: rest.public,
    attachments: (attachments ?? []).map((name, place) => attachment(name, id + place + 1)),
    audit_id: auditId,
  };
}

function paragraphs(body: string): string {
  const escaped = body.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
  return `<p dir="auto">${escaped.replaceAll('\n\n', '</p>\n\n<p dir="auto">').replaceAll('\n', '<br>')}</p>`;
}

function attachment(name: string, id: number): Attachment {
  const image = /\.(png|jpe?g)$/.test(name);
  const url = `https://tallybird.zendesk.example/attachments/token/${id.toString(36)}/?name=${encodeURIComponent(name)}`;
  return {
    url: `https://tallybird.zendesk.example/api/v2/attachments/${id}.json`,
    id,
    file_name: name,
    content_url: url,
    mapped_content_url: url,
    content_type: image ? 'image/png' : 'application/octet-stream',
    size: 1024 + (id % 90_000),
    width: image ? '1280' : null,
    height: image ? '720' : null,
    inline: false,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'malware_not_found',
    thumbnails: [],
  };
}
