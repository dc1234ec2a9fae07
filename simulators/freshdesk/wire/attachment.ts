import { isoSeconds } from '../../time.js';

/** A file on a ticket, as the vendor sends it; behind the address there is nothing. */
export function wireAttachment(name: string, { id, at }: { id: number; at: number }) {
  const isImage = /\.(png|jpe?g)$/.test(name);
  return {
    id,
    name,
    content_type: isImage ? 'image/png' : 'application/octet-stream',
    size: 1024 + (id % 90_000),
    created_at: isoSeconds(at),
    updated_at: isoSeconds(at),
    attachment_url: `https://tallybird.freshdesk.example/attachments/${id}/${encodeURIComponent(name)}`,
    thumb_url: isImage ? `https://tallybird.freshdesk.example/attachments/${id}/thumb` : null,
  };
}
