import type { Template } from '../template.js';

/** Refunds, charges and what belongs to them, in English. */
export const MONEY: readonly Template[] = [
  {
    subject: 'Charged twice for {{order}}',
    body: 'You charged my card {{card}} twice this month, {{amount}} each. I only have one subscription. Please refund one of them.',
    tags: ['billing'],
  },
  {
    subject: 'Refund please',
    body: 'I cancelled within the trial and was still charged {{amount}}. I would like my money back. Account {{email}}.',
  },
  {
    subject: 'Refund still not here',
    body: 'On the 3rd you wrote the refund for {{invoice}} would arrive in five days. It is now three weeks. My bank account is {{iban}}. This is getting ridiculous.',
    replies: [
      {
        by: 'agent',
        body: 'Hello {{first}}, I have asked our payments team and will come back to you today.',
      },
      { by: 'customer', body: 'It is tomorrow. Still nothing.' },
    ],
    tags: ['billing', 'escalated'],
  },
  {
    subject: 'Downgrade and partial refund',
    body: 'We moved from Business to Team in the middle of the year. Is the difference refunded or credited? Either is fine, I just need it for the books.',
  },
  {
    subject: 'Unknown charge',
    body: 'There is a charge of {{amount}} from you on my statement and I have never heard of your company. Card ends in 4242 (full number {{card}}). If this is not returned by Friday I will start a chargeback.',
  },
  {
    subject: 'Invoice for the refund',
    body: 'Could you send me a credit note for the refund of {{amount}}? Our accountant at {{otherEmail}} needs it. Thank you!',
  },
  {
    subject: 'Wrong amount on {{invoice}}',
    body: 'The invoice says {{amount}}, the contract says something else, see attachment. Please correct it and pay back the difference to {{iban}}.',
    attachments: ['contract-page-3.pdf'],
  },
  {
    subject: 'Card declined',
    body: 'My card is declined since yesterday though there is money on it. {{card}}, valid until 09/29. Other shops take it. What do you see on your side?',
  },
  {
    subject: 'Cancel and refund the annual plan',
    body: 'I bought the annual plan by mistake this morning, I wanted the monthly one. Please cancel it and refund {{amount}}. Sorry for the trouble, thanks!',
  },
  {
    subject: 'Pay by bank transfer',
    body: 'Can we pay by bank transfer rather than by card? Our side pays from {{iban}}, always on the 15th.',
  },
  {
    subject: 'Double seats billed',
    body: 'We have {{number}} users and are billed for twice that. I asked in chat, was promised a refund, and the next bill is wrong again.',
    replies: [
      { by: 'agent', public: false, body: 'Seats sync bug, see known problems. Refund approved by finance.' },
    ],
  },
  {
    subject: 'Donation discount',
    body: 'We are a registered charity. Is there a discount, and could it be applied to the last invoice as well?',
  },
];
