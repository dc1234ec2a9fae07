import { phraseList } from '../phrase-list.js';
import type { Rule } from '../types.js';

/** How soon an answer is needed. */
export const ENGLISH_URGENCY: readonly Rule[] = [
  {
    id: 'urgency.stated',
    field: 'urgency',
    label: 'high',
    weight: 2.2,
    phrases: phraseList(`
      urgent*, asap, as soon as possible, immediate*, emergency, critical*, high priority, top priority,
      severe*, without delay, right away, at once, blocker, blocking, swift, swiftly, expedite*, time
      sensitive, deadline, prioriti*, escalat*, p1, sev1
    `),
  },
  {
    id: 'urgency.damage',
    field: 'urgency',
    label: 'high',
    weight: 1.8,
    phrases: phraseList(`
        outage*, is down, are down, went down, data breach*, breach*, hacked, compromised, unauthorized,
        leaked, ransomware, malware, phishing, stolen, fraud*, vulnerabilit*, data loss, lost all, lost
        data, deleted all, cannot work, cant work, unable to work, work is stopped, standstill, losing
        money, losing customers, all users, everyone, all customers, whole team, entire team, entire
        company, production, locked out, completely, medical, hospital, patient*, safety, legal action,
        lawsuit, lawyer, downtime, halt*, unusable, inaccessible, lose orders, losing orders, lose sales,
        losing sales, nobody can, no one can, no customer can, people are waiting, customers are waiting,
        every minute, by the minute, whole office, entire office
      `),
  },
  {
    id: 'urgency.impact',
    field: 'urgency',
    label: 'high',
    weight: 1,
    phrases: phraseList(`
        unable to access, cannot access, cant access, cannot log in, cant log in, cannot login, unable to
        log in, impact* .. operations, affect* .. operations, affecting, impacting, disrupt*, several,
        multiple, significant*, serious*, unexpected*, sudden*, security, sensitive, confidential,
        infrastructure, today, tonight, failure*, restore, quick resolution, prompt resolution,
        repeatedly, frequent*, crash*
      `),
  },
  {
    id: 'urgency.soon',
    field: 'urgency',
    label: 'medium',
    weight: 1,
    phrases: phraseList(`
      prompt assistance, promptly, soon, this week, not working, unable to, error, errors, problem with,
      issue with
    `),
    negatable: false,
  },
  {
    id: 'urgency.ease',
    field: 'urgency',
    label: 'low',
    weight: 1.2,
    phrases: phraseList(`
      no rush, no hurry, not urgent, whenever you, low priority, minor, cosmetic, typo, suggestion*,
      feedback, nice to have, would be nice, just wondering, i was wondering, curious, at your
      convenience, when you have time, when you get a chance, general question, small
    `),
    negatable: false,
  },
  {
    id: 'urgency.inquiry',
    field: 'urgency',
    label: 'low',
    weight: 0.8,
    phrases: phraseList(`
        question, inquir*, information about, information on, information regarding, details on, details
        about, detailed information, how do i, how to, how can i, learn more, interested in, options,
        recommend*, guidance, tips, enhance, seeking, request* details, subscription, compatib*, billing,
        pricing, what time, how many, how much, how long, who pays, can i, may i, is there a
      `),
    negatable: false,
  },
];
