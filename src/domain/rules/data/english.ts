import { phraseList } from '../phrases.js';
import type { LanguageRules, Rule } from '../types.js';
import { ENGLISH_ROOT_CAUSE } from './english-root-cause.js';

/** The tone of the writer. */
export const ENGLISH_SENTIMENT: readonly Rule[] = [
  {
    id: 'sentiment.praise',
    field: 'sentiment',
    label: 'positive',
    weight: 2,
    phrases: phraseList(`
      awesome, amazing, fantastic, excellent, wonderful, great, perfect*, brilliant, outstanding,
      superb, love, loved, loving, lovely, best, kudos, impressed, thrilled, delighted, fabulous,
      terrific, well done, good job, nice job, great job, good work, keep it up, you rock, rock, rocks,
      made my day, life saver, lifesaver, smooth, phenomenal, stellar, yay, woohoo, big fan, happy,
      glad, pleased, enjoy*, exceeded, incredible, beautiful
    `),
  },
  {
    id: 'sentiment.thanks',
    field: 'sentiment',
    label: 'positive',
    weight: 1.6,
    phrases: phraseList(`
      thank you, thanks, thank u, thx, thnx, ty, much appreciated, appreciate it, appreciate, grateful,
      thank
    `),
  },
  {
    id: 'sentiment.liking',
    field: 'sentiment',
    label: 'positive',
    weight: 0.8,
    phrases: phraseList(`
      good, nice, helpful, friendly, kind, easy, fast, cool, fun, excited, welcome, works great, works
      well, works now, resolved, fixed, solved, finally, looking forward, so much, win, wow, sweet, hope
    `),
  },
  {
    id: 'sentiment.anger',
    field: 'sentiment',
    label: 'negative',
    weight: 2.5,
    phrases: phraseList(`
      terrible, horrible, awful, worst, unacceptable, ridiculous, disgusting, disgrace*, pathetic,
      useless, worthless, garbage, trash, crap*, shit*, bullshit, fuck*, wtf, damn, hell, sucks, suck,
      hate, hated, furious, angry, outrag*, scam*, rip off, ripoff, joke, incompeten*, stupid, idiot*,
      lied, lies, liar*, rude, fail, epic fail, epicfail, never again, shame, ashamed, appalling,
      atrocious, nightmare, fed up, sick of, sick and tired, insult*, disrespect*, rant, screwed,
      fuming, livid, unprofessional, inexcusable, bs, smh, poor, poorly, bad, worse
    `),
  },
  {
    id: 'sentiment.disappointment',
    field: 'sentiment',
    label: 'negative',
    weight: 2,
    phrases: phraseList(`
      disappoint*, frustrat*, annoy*, upset, unhappy, dissatisf*, unsatisf*, terribly, tired of, let
      down, unfortunate*, disaster, mess, lost my, lost our, ruin*, stranded, ignored, no response, no
      reply, no answer, no one, nobody, nothing, still waiting, still no, still not, still havent,
      waited, waiting for, been waiting, on hold, hung up, for hours, hours, an hour, hour, hrs, over an
      hour, complain*, complaint, sad, sadly, wasted, waste of, wasting, never got, never received,
      third time, second time, no excuse, cost me, costing, delay*, refuse*, refusing, miserable,
      missed, misled, lousy, seriously, really, again
    `),
    negatable: false,
  },
  {
    id: 'sentiment.trouble',
    field: 'sentiment',
    label: 'negative',
    weight: 1,
    phrases: phraseList(`
      not, no, never, dont, doesnt, didnt, wont, wasnt, isnt, arent, cant, couldnt, wouldnt, havent,
      why, nor, broken, lost, cancel*, wrong, issue*, problem*, stuck, late, rather than, instead,
      should have, should, ignore, zero, sitting, wait, trying to, tried, cannot, unable, fees, told,
      apparently, supposed to, because of, due to, forced, at least, how about, only
    `),
    negatable: false,
  },
  {
    id: 'sentiment.question',
    field: 'sentiment',
    label: 'neutral',
    weight: 1,
    phrases: phraseList(`
      can i, can you, do you, how do i, is there, question, could you, please, would like
    `),
    negatable: false,
  },
];

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

/** English, the largest: its rules are in files of their own. */
export const ENGLISH: LanguageRules = {
  language: 'en',
  negations: phraseList(
    'not, no, never, without, isnt, arent, wasnt, werent, dont, doesnt, didnt, cant, wont, wouldnt, couldnt, hasnt, havent, neither, hardly, cannot, longer, nothing',
  ),
  negationEnds: phraseList('only, sure, idea, clue, just, wonder, but, yet, why'),
  rules: [...ENGLISH_ROOT_CAUSE, ...ENGLISH_URGENCY, ...ENGLISH_SENTIMENT],
};
