import { phraseList } from '../phrase-list.js';
import type { Rule } from '../types.js';

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
