import type { Template } from '../template.js';

/** Odd shapes: empty, tiny, HTML, signatures, strange characters, automatic mail. */
export const ODDITIES: readonly Template[] = [
  { subject: 'help', body: '' },
  { subject: '', body: 'it broke again' },
  { subject: '(no subject)', body: 'pls call me back' },
  { subject: 'hi', body: '?' },
  { subject: 'Test', body: 'test', tags: ['test'] },
  { subject: '👍', body: '👍👍👍', channel: 'chat' },
  { subject: '😡😡😡', body: '😡 invoice 😡 wrong 😡 again 😡', channel: 'chat' },
  {
    subject: 'HTML mail about a report',
    body: 'Hello, the cash report shows last year’s figures. Please fix. {{name}}, {{phone}}',
    html: '<style>p{color:#222}</style><table><tr><td><p>Hello,<br>the <b>cash report</b> shows last year&rsquo;s figures.</p><p>Please fix.</p><p>{{name}}<br>{{phone}}</p></td></tr></table>',
  },
  {
    subject: 'Fwd: rendering problem',
    body: '<div style="font-family:Arial"><p>Hi,</p><p>the logo on {{invoice}} is cut off, see below. It is a bug I think.</p><blockquote>From: {{name}} &lt;{{email}}&gt;</blockquote><img src="cid:logo" width="1" height="1"></div>',
    attachments: ['logo.png'],
  },
  {
    subject: 'Quick question',
    body: 'Can I have two logos?\n\n--\n{{name}}\nSenior Vice President, Finance and Other Things\n{{phone}}\n{{email}}\n\nCONFIDENTIALITY NOTICE: This message and any attachments are for the intended recipient only. If you have received it in error, delete it and tell the sender. Think of the trees before you print this.',
  },
  {
    subject: 'RE: RE: RE: FW: Access',
    body: 'See below, still waiting.\n\n> On Tue, Support wrote:\n>> Thank you for your patience.\n>>> On Mon, {{name}} <{{email}}> wrote:\n>>>> I need access to the {{area}} before the end of the week.\n>>>>> First message: please grant access.',
    replies: [
      { by: 'customer', body: 'Anybody there?' },
      { by: 'agent', body: 'Sorry for the wait! I am on it.' },
      { by: 'customer', body: 'Thank you.' },
    ],
  },
  {
    subject: 'Z\u0336a\u0336l\u0336g\u0336o\u0336 and friends',
    body: 'Our customer is called \u202eelpmaxE\u202c GmbH, writes ﬁnance with a ligature, pays in ₿, and her name has a zero-width\u200b space. Your form fails on all of them.',
  },
  {
    subject: 'ＦＵＬＬＷＩＤＴＨ',
    body: 'Ｐｌｅａｓｅ　ｃａｌｌ　ｍｅ　ｂａｃｋ． Regular number: {{phone}}',
    channel: 'web',
  },
  {
    subject: 'Automatic reply: out of office',
    body: 'Thank you for your message. I am out of the office until Monday and will answer when I am back. In urgent cases write to {{otherEmail}}.',
    tags: ['auto_reply'],
    channel: 'email',
  },
  {
    subject: 'Abwesenheitsnotiz',
    body: 'Ich bin bis zum 4. nicht im Haus. Ihre Nachricht wird nicht weitergeleitet.',
    tags: ['auto_reply'],
    channel: 'email',
  },
  {
    subject: 'Undelivered Mail Returned to Sender',
    body: 'This is the mail system at host mx.example.net.\n\nI am sorry to have to inform you that your message could not be delivered to one or more recipients.\n\n<{{otherEmail}}>: host mx.example.org[{{ip}}] said: 550 5.1.1 User unknown',
    tags: ['auto_reply'],
    channel: 'email',
  },
  {
    subject: '🔥 Grow your business with 10x leads 🔥',
    body: 'Dear Sir or Madam, we have a list of 5 million decision makers in your industry. Click here to unsubscribe. Buy now and save 70 %.',
    tags: ['spam'],
    channel: 'email',
  },
  {
    subject: 'Our November newsletter',
    body: 'In this issue: five tips for tidy desks, an interview with our founder, and the recipe of the month. View in browser. Unsubscribe.',
    channel: 'email',
  },
  {
    subject: 'Long thread about the migration',
    body: 'Hi, as discussed on the phone, here is everything we know about the failing migration. It is long, I am sorry. Contact on our side: {{name}}, {{email}}, office network {{ip}}.',
    logLength: 12_000,
    replies: [
      { by: 'agent', body: 'Thank you, forwarded to the migration team.' },
      { by: 'customer', body: 'Any news? The error is still there.' },
      { by: 'agent', public: false, body: 'Waiting for engineering.' },
      { by: 'agent', body: 'We found the cause and deploy a fix tonight.' },
    ],
  },
  { subject: 'Numbers only', body: '{{number}} 1234 0000 8888 20261122 3.14159' },
  { subject: 'subject only, see subject: invoice {{invoice}} has wrong date', body: '.' },
  { subject: 'NULL', body: 'null\nundefined\nNaN\n\\u0000\n%s%d\n{{number}}; DROP TABLE tickets; --' },
];
