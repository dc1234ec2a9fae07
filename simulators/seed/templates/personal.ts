import type { Template } from '../template.js';

/** People who write down far more about themselves than anybody needs. */
export const PERSONAL: readonly Template[] = [
  {
    subject: 'My details for verification',
    body: 'You asked me to verify myself:\n\nName: {{name}}\nMail: {{email}}\nPhone: {{phone}}\nSSN: {{ssn}}\nCard: {{card}}\n\nPlease unlock the account now, I cannot log in.',
    tags: ['verification'],
  },
  {
    subject: 'Suspicious sign-in from {{ip}}',
    body: 'I got a mail about a sign-in from {{ip}}. That was not me! My own address is {{ip}}. Please check for a security problem at once. {{phone}}',
    tags: ['security'],
  },
  {
    subject: 'New bank account',
    body: 'From next month please debit {{iban}} instead. Account holder {{name}}. Confirm to {{email}}.',
  },
  {
    subject: 'Card replaced',
    body: 'Old card {{card}} was stolen, the new one is {{card}}. I tried to change it in the portal, the form fails with an error.',
  },
  {
    subject: 'Call me back',
    body: 'Please call {{usPhone}} after 3 pm, or my mobile {{phone}}. Ask for {{name}}.',
    channel: 'chat',
  },
  {
    subject: 'List of users to create',
    body: 'Please create these users:\n1. {{name}} <{{email}}>\n2. {{copiedName}} <{{copiedEmail}}>\n3. general mailbox <{{otherEmail}}>\nAll with the role of an accountant.',
    needsCopiedPerson: true,
  },
  {
    subject: 'Payroll question',
    body: 'The pay slip of our employee shows the wrong social security number, it should be {{ssn}}. Where can I correct that? Regards, {{name}} ({{email}})',
  },
  {
    subject: 'Server allow list',
    body: 'Please allow these addresses for the API: {{ip}}, {{ip}} and {{ip}}. Technical contact {{otherEmail}}.',
    channel: 'api',
    tags: ['api'],
  },
  {
    subject: 'Reminder sent to the wrong person',
    body: 'Your reminder about {{invoice}} went to {{otherEmail}} and named me, {{name}}, as debtor with my phone number {{phone}}. This is a privacy problem and I am really frustrated.',
    tags: ['privacy'],
  },
  {
    subject: 'Refund to another card',
    body: 'Please refund to {{card}} rather than {{card}}, the first one has expired. {{name}}',
    replies: [
      { by: 'customer', body: 'In case you need it: the statement address is {{email}}, phone {{phone}}.' },
    ],
  },
];
