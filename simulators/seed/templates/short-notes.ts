import type { Template } from '../template.js';

/** One-liners as they come in by chat and from phones, in English. */
export const SHORT_NOTES: readonly Template[] = [
  { subject: 'invoice', body: 'where is my invoice {{invoice}}', channel: 'chat' },
  { subject: 'reset', body: 'password reset mail never arrives at {{email}}', channel: 'chat' },
  { subject: 'down?', body: 'are you down? nothing loads in production', channel: 'chat' },
  { subject: 'upgrade', body: 'how do i upgrade to {{plan}}', channel: 'mobile' },
  { subject: 'logo', body: 'logo too small on quotes, could you add a size setting', channel: 'mobile' },
  { subject: 'double', body: 'charged twice again, refund {{amount}} pls', channel: 'mobile' },
  { subject: 'sync', body: 'sync broken since {{version}}', channel: 'mobile' },
  { subject: 'thx', body: 'great help today thx {{first}}', channel: 'chat' },
  { subject: 'language', body: 'can the portal speak Dutch?', channel: 'web' },
  { subject: 'call', body: 'nobody picks up the phone. disappointing. {{usPhone}}', channel: 'chat' },
  { subject: 'holiday', body: 'what are your opening hours over new year', channel: 'web' },
  { subject: 'order {{order}}', body: 'status?', channel: 'web' },
];
