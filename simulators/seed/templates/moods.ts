import type { Template } from '../template.js';

/** Complaints and praise, in English. */
export const MOODS: readonly Template[] = [
  {
    subject: 'ABSOLUTELY UNACCEPTABLE!!!',
    body: 'FOURTH TIME THIS MONTH that your service is down in the middle of our working day. I am FURIOUS. We lost a customer over this. I want a call from a manager TODAY: {{phone}}. If not you will hear from our lawyer.',
    tags: ['complaint'],
  },
  {
    subject: 'Disappointed',
    body: 'I have been a customer for six years and I must say the last months have been disappointing. Answers take days, and then they are copied from the help page.',
  },
  {
    subject: 'You guys are great',
    body: 'Just wanted to say thank you so much to the person who helped me on Tuesday. Problem solved in ten minutes, with patience and humour. Awesome!',
    tags: ['praise'],
  },
  {
    subject: 'New dashboard',
    body: 'I love the new dashboard. The cash flow curve alone is worth the price. Wonderful work, please pass it on to the team 🎉🎉',
  },
  {
    subject: 'Worst support ever',
    body: 'Three tickets, three agents, three different answers, none of them right. Terrible. I am fed up and looking at other products.',
  },
  {
    subject: 'cancel my subscription',
    body: 'this is useless. cancel it. now.',
  },
  {
    subject: 'Thanks!',
    body: 'Works again. Thanks!',
  },
  {
    subject: 'Feedback on onboarding',
    body: 'The guided set-up was fantastic, the import less so: it stopped twice without a message. All in all a good start, {{number}} of 100 points from me.',
  },
  {
    subject: 'Price increase',
    body: 'Another increase of 18 percent? With two weeks of notice? That is awful style. We will cancel at the end of the term unless you can offer something.',
  },
  {
    subject: 'Complaint about an agent',
    body: 'The person I had on the phone yesterday hung up on me. I stayed polite the whole time. My number is {{usPhone}}, you surely record calls.',
    tags: ['complaint'],
  },
  {
    subject: 'Well done',
    body: 'Honest praise from a grumpy accountant: the new bank import is brilliant.',
  },
  {
    subject: 'So, about that promise',
    body: 'Great, another "we are working on it". It has been a year. I am sure it will be ready by the time I retire. Amazing service, really.',
  },
];
