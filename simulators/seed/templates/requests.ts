import type { Template } from '../template.js';

/** Wishes for the product, and questions about how to use it, in English. */
export const REQUESTS: readonly Template[] = [
  {
    subject: 'Feature request: dark mode',
    body: 'Would love a dark mode for the {{area}}. I do my books at night and my eyes would thank you.',
  },
  {
    subject: 'Please add bulk edit',
    body: 'Could you add a way to change the due date of many invoices at once? I had to touch {{number}} of them one by one today. It would be great if the filter could drive it.',
    tags: ['feature_request'],
  },
  {
    subject: 'Integration with our warehouse',
    body: 'Is a connector to inventory systems on your roadmap? We would pay for it. Happy to be a beta tester, contact me at {{email}}.',
  },
  {
    subject: 'Suggestion: keyboard shortcuts',
    body: 'A small suggestion. J/K to move between rows, E to edit. That is all. Nice to have, no hurry.',
  },
  {
    subject: 'Custom fields on quotes',
    body: 'We need two custom fields on quotes, like those that invoices have. Without them our sales people keep a second spreadsheet, which is silly.',
    replies: [{ by: 'agent', public: false, body: 'Third request this month, linked to the product board.' }],
  },
  {
    subject: 'Multi-language invoices',
    body: 'Half of my customers read French. It would be nice if the invoice template could follow the language of the customer record. Wishlist material, I know!',
  },
  {
    subject: 'Export to spreadsheet by schedule',
    body: 'Would be good to get the ageing report by mail every Monday at 7:00, to {{otherEmail}} for example. At the moment somebody presses the button.',
  },
  {
    subject: 'API: filter by updated time',
    body: 'Please add an updated_since filter to /customers. Polling all {{number}}k records every hour is good for nobody.',
    channel: 'api',
    tags: ['api', 'feature_request'],
  },
  {
    subject: 'How do I change the invoice number prefix?',
    body: 'We want 2027- in front from January on. Where is that setting? I looked in team settings and templates.',
  },
  {
    subject: 'Adding a colleague',
    body: 'Hi, can you tell me how to invite my colleague {{copiedName}} ({{copiedEmail}}) with read access only? Thanks!',
    needsCopiedPerson: true,
  },
  {
    subject: 'Which plan do I need',
    body: 'We are four people, two companies, about {{number}} invoices a month. Is Team enough or do we need Business? Just wondering, our trial ends next week.',
    tags: ['sales'],
  },
  {
    subject: 'Question about data location',
    body: 'Our data protection officer asks in which country our data is stored and who your subprocessors are. Is there a document I can pass on?',
    tags: ['privacy'],
  },
  {
    subject: 'Update billing contact',
    body: 'Please change the billing contact of our account to:\n\n{{name}}\n{{email}}\n{{phone}}\n\nThe former contact has left the company.',
    tags: ['account'],
  },
  {
    subject: 'VAT number on receipts',
    body: 'How can I get our VAT number printed on the receipts for our own subscription? The field is filled in, but it does not show.',
  },
  {
    subject: 'Single sign-on',
    body: 'Do you support SSO with OpenID Connect in the {{plan}} plan, and can it be made mandatory? What happens to existing passwords?',
  },
  {
    subject: 'Import from another tool',
    body: 'I would like to bring over three years of invoices as CSV. Is there a template? Dates are day.month.year, will that work?',
    attachments: ['sample.csv'],
  },
  {
    subject: 'Where is the archive',
    body: 'where did the archive go. it used to be on the left',
    channel: 'chat',
  },
  {
    subject: 'Change of company name',
    body: 'Dear support team,\n\nwe have been renamed as of the first of the month. What do you need from us to change the name on the contract, order {{order}}?\n\nKind regards,\n{{name}}\n{{phone}}',
  },
  {
    subject: 'Training for new staff',
    body: 'Do you offer an introduction for new team members? We have three starting in January.',
  },
  {
    subject: 'Delete my account and data',
    body: 'I do not need the service any longer. Please delete my account {{email}} and everything you hold about me, and confirm in writing. My customer file also shows {{ssn}} which should never have been there.',
    tags: ['privacy'],
  },
];
