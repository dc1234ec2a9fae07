import { phraseList } from '../phrases.js';
import type { Rule } from '../types.js';

/** Politeness that says nothing, and what a ticket is about. */
export const ENGLISH_ROOT_CAUSE: readonly Rule[] = [
  // Politeness and fixed phrases
  {
    id: 'ignore.politeness',
    field: 'ignore',
    weight: 0,
    phrases: phraseList(`
      thanks in advance, thank you in advance, many thanks in advance, thank you for your help, thank
      you for your assistance, thank you for your time, thank you for your attention, thank you for your
      prompt, thank you for your support, thanks for your help, thanks for your time, thanks for your
      support, thanks for your assistance, thanks for your attention, thank you for considering, hope
      this message finds, hope this email finds, hope you are doing well, hope you are well, finds you
      well, would be greatly appreciated, would be appreciated, i would appreciate, we would appreciate,
      greatly appreciated, appreciate your help, appreciate your assistance, appreciate your prompt,
      look forward to, looking forward to your, looking forward to hearing, good morning, good
      afternoon, good evening, good day, best regards, kind regards, best wishes, warm regards, thank
      you for reaching, happy to provide, happy to help, glad to provide, feel free, no problem, free of
      charge, customer support, support team, customer service team, please let me know, as soon as you
      can, please help, if possible, please do not, dear customer, bug bounty, free up, would you like,
      thanks to
    `),
  },
  {
    id: 'ignore.idioms',
    field: 'ignore',
    weight: 0,
    phrases: phraseList(`
        not only, best practice*, best way, best time, better understand*, sorry to bother, sorry for the
        inconvenience, apologize for, sounds like, seems like, looks like, things like, something like, feel
        like, feels like, would like to know, is there a good, a good place, error handling, high school,
        like this, like that, wrong with me, what is wrong, right now, critical path, high quality, high
        level, high resolution, high performance, update on, update regarding, update about, nobody can
        tell, nobody can help, nobody can explain, no one can tell, no one can help, no one can explain
      `),
  },

  {
    id: 'ignore.form',
    field: 'ignore',
    weight: 0,
    phrases: phraseList(`
        request a feature or report a bug, feature or bug, bug or feature, feature or report a bug, code
        of conduct, current behavior, current behaviour, expected behavior, expected behaviour, system
        information, issue type
      `),
  },

  // Bug
  {
    id: 'ignore.resolved',
    field: 'ignore',
    weight: 0,
    phrases: phraseList(
      `no longer crash*, no longer fail*, no longer freez*, no longer broken, no longer happen*, no longer an issue, no longer a problem, not broken, isnt broken, not an issue, not a problem, not a bug, no issues, no errors, no problems, no bugs, no complaints, without any issue*, without any problem*, without issue*, without error*, without problem*, works again, working again, problem solved, issue resolved, issue is resolved, problem is solved, dont worry, never mind`,
    ),
  },
  {
    id: 'bug.failure',
    field: 'root_cause',
    label: 'bug',
    weight: 3,
    phrases: phraseList(`
        crash*, stack trace, stacktrace, traceback, segfault*, segmentation fault, unhandled exception,
        exception, regression, memory leak*, infinite loop, freez*, frozen, froze, hangs, blue screen, white
        screen, blank screen, blank page, black screen, data loss, corrupt*, glitch*, malfunction*,
        unresponsive, deadlock*, null pointer, nullpointer*, typeerror, valueerror, runtimeerror,
        assertionerror, keyerror, attributeerror, undefined behavior, kernel panic, race condition, flaky,
        buggy, white page, empty page
      `),
  },
  {
    id: 'bug.not-working',
    field: 'root_cause',
    label: 'bug',
    weight: 3,
    phrases: phraseList(`
        does not work, doesnt work, do not work, dont work, did not work, didnt work, not working, isnt
        working, wont work, will not work, stopped working, stops working, no longer work*, never works,
        nothing works, nothing happens, does nothing, not functioning, not responding, not loading, doesnt
        load, does not load, wont load, not start, wont start, wont open, doesnt open, does not open, not
        opening, not showing, not shown, not displayed, not display, not rendered, not render, not updating,
        not update, not sync*, doesnt sync, doesnt show, does not show, doesnt display, doesnt update,
        doesnt save, not saved, not recognized, not detected, doesnt appear, does not appear, not appear*,
        not applied, not respected, not respect, not properly, not correctly, not work properly, used to
        work, worked before, worked fine, work as expected, works as expected, as expected, do not load,
        dont load, do not sync, dont sync, do not show, dont show, do not appear, dont appear, do not open,
        dont open, do not start, dont start, do not update, dont update, do not save, dont save, not stored,
        nothing is stored, nothing is saved, nobody can, no one can, none of us can, no customer can, no
        user can, closes by itself, closes itself, keeps closing, restarts by itself
      `),
    negatable: false,
  },
  {
    id: 'bug.broken',
    field: 'root_cause',
    label: 'bug',
    weight: 2.5,
    phrases: phraseList(`
        broken, breaks, broke, fails, failing, failed, failure*, fail to, failed to, fails to, faulty,
        defect*, outage*, is down, are down, went down, system down, misbehav*, garbled, throws, thrown,
        raises, unexpected*, incorrect*, wrongly, inconsistent*, missing from, disappear*, vanish*,
        misaligned, truncated, overlap*, flicker*, duplicated, lag, lags, laggy, sluggish, times out, timed
        out, disconnect*, out of memory, leaks, offline, lost connection, lost their connection, lost its
        connection, lost the connection, loses connection, loses its connection, out of order
      `),
  },
  {
    id: 'bug.wrong-result',
    field: 'root_cause',
    label: 'bug',
    weight: 2,
    phrases: phraseList(`
      wrong result*, wrong value*, wrong output, wrong order, wrong number, wrong data, wrong place,
      wrong position, invalid*, error message*, error code, http 500, 500 error, 500 internal, 404
      error, 502, 503, internal server error, bad gateway, shows error, getting an error, get an error,
      got an error, gives an error, following error, throws an error, error when, error while, error on,
      error in, error, errors
    `),
  },
  {
    id: 'bug.report-form',
    field: 'root_cause',
    label: 'bug',
    weight: 2.5,
    phrases: phraseList(`
        bug report, type bug, steps to reproduce, to reproduce, reproduce*, repro steps, repro, actual
        behavior, actual behaviour, actual result*, expected result*, describe the bug, this bug, a bug,
        the bug, bug, bugs, issue type bug
      `),
  },
  {
    id: 'bug.cannot',
    field: 'root_cause',
    label: 'bug',
    weight: 1.2,
    phrases: phraseList(`
        unable to, cannot, cant, not able to, impossible to, not possible to, wont let me, doesnt let me,
        not allow*, doesnt, does not, fails silently, stuck, wrong, weird, strange, missing, wont, fix,
        fixed, fixes, cannot reach, cant reach, unable to reach, not reachable, unreachable, is empty, are
        empty, comes out empty, stays blank, remains empty
      `),
    negatable: false,
  },
  {
    id: 'bug.access',
    field: 'root_cause',
    label: 'bug',
    weight: 2,
    negatable: false,
    phrases: phraseList(
      `cannot log in, cant log in, unable to log in, cannot login, cant login, unable to login, not able to log in, cannot sign in, cant sign in, unable to sign in, cannot access, cant access, unable to access, cannot connect, cant connect, unable to connect, wont connect, doesnt connect, cannot upload, cant upload, unable to upload, cannot download, cant download, cannot print, cant print, cannot save, cant save, unable to save, cannot install, cant install, cannot open, cant open, unable to open, cannot export, cant export`,
    ),
  },
  {
    id: 'bug.problem',
    field: 'root_cause',
    label: 'bug',
    weight: 1.2,
    phrases: phraseList(`
      problem with, issue with, issues with, problems with, problem in, experiencing, encounter*,
      problem persist*, issue persist*, persist*, problem, issue, issues, slow, after updat*, after
      upgrad*, since the update, since updat*, latest version, latest update, troubleshoot*, instead of
    `),
  },
  {
    id: 'bug.incident',
    field: 'root_cause',
    label: 'bug',
    weight: 2,
    phrases: phraseList(`
      downtime, service interruption*, disruption*, connectivity issue*, connection issue*, performance
      issue*, software issue*, compatibility issue*, technical issue*, system failure, incompatib*
    `),
  },

  {
    id: 'bug.title',
    field: 'root_cause',
    label: 'bug',
    weight: 2,
    phrases: phraseList(
      `^fix, ^fixed, ^fixes, ^hotfix, ^bug, ^error, ^crash*, ^broken, ^unable, ^cannot, ^cant, ^failure, ^failed, ^wrong, ^incorrect, ^unexpected, ^missing`,
    ),
    negatable: false,
    subjectOnly: true,
  },

  // Feature
  {
    id: 'feature.title',
    field: 'root_cause',
    label: 'feature',
    weight: 2.5,
    phrases: phraseList(
      `^add, ^added, ^adding, ^adds, ^support, ^allow, ^enable, ^expose, ^introduce, ^implement, ^improve, ^provide, ^consider, ^make, ^extend, ^integrate, ^feature, ^feat, ^request, ^proposal, ^suggestion, ^idea, ^enhance, ^enhancement, ^option, ^ability, ^new, ^create, ^modify, ^update, ^surface, ^show, ^optimize, ^reduce, ^replace, ^use, ^drop, ^better, ^loosen, ^remove, ^move, ^rename, ^refactor, ^convert, ^switch`,
    ),
    negatable: false,
    subjectOnly: true,
  },
  {
    id: 'feature.request',
    field: 'root_cause',
    label: 'feature',
    weight: 3.5,
    phrases: phraseList(`
      feature request*, feature suggestion, enhancement request, enhancement, describe the feature,
      request for feature, new feature, feature proposal, proposal, rfc, rfe, wish list, wishlist,
      solution you d like, describe alternatives, the feature you d, suggestion
    `),
    negatable: false,
  },
  {
    id: 'feature.wish',
    field: 'root_cause',
    label: 'feature',
    weight: 3,
    phrases: phraseList(`
        would be nice, would be great, would be good, would be helpful, would be useful, would be awesome,
        would be cool, would be better, would be very, would be really, would be handy, would love to see,
        would love to have, would love it if, would love if, nice to have, d love to see, could you add, can
        you add, please add, please support, please implement, please consider, please make, please allow,
        please provide an option, you should add, should add, we should, i suggest, i propose, i wish, we
        wish, it would help if, support for, add support, allow users, allow us, ability to, make it
        possible, be possible to, an option to, option to, possibility to, add an option, add option, add a,
        add an, add the, to add, adding, introduce, implement, extend, expose, provide a, provide an,
        improve, improvement*, integrate with, integration with, should support, should have, should be
        possible, should allow, i would like to suggest, would like to suggest, like to suggest, suggest
        adding, would be beneficial, would make sense, make sense to, please improve, could be improved,
        needs an option, missing option, lack of support, could you please add, could you please implement,
        can we have, can we get, could we have, any plans to, plan to support, planned, feature would, this
        feature would, please build, please offer, please provide, please introduce, could you offer, could
        you provide an option, could there be, could the .. have, could we get, would like to have, been
        asking for, keep asking for, asked for .. ago
      `),
    negatable: false,
  },
  {
    id: 'feature.reason',
    field: 'root_cause',
    label: 'feature',
    weight: 1.2,
    phrases: phraseList(`
      feature, use case, motivation, alternatives, currently there is no, there is no way, no way to,
      does not support, doesnt support, not supported, not support, lack of, lacks, it would, would like
      to, i d like, d like to, would like, would be, would allow, would make, should be able, more
      flexible, configurable, customiz*, instead of having, easier, convenient, benefit*, better,
      automatically, considered, may be, missing feature, roadmap, in the future, allow, add, remove,
      rename, refactor, deprecate, there is currently no, currently no, no option, only supports, only
      support, useful, helpful to, could be, should be, might be nice, optional, parameter, workaround,
      existing, solution, ideally
    `),
    negatable: false,
  },

  // Refund
  {
    id: 'refund.word',
    field: 'root_cause',
    label: 'refund',
    weight: 4,
    phrases: phraseList(`
      refund*, money back, reimburs*, give me back my, return my money, get my money, want my money,
      chargeback, charge back, credit back, pay me back, give back the money, credited back, money
      returned
    `),
    negatable: false,
  },
  {
    id: 'refund.return',
    field: 'root_cause',
    label: 'refund',
    weight: 3,
    phrases: phraseList(`
        returned an item, returned the item, returned my, returned a, returned the, returned it, returned
        some, returned something, i returned, sent it back, my return, return an item, return a purchase,
        return this item, return something, return the item, return the product, return my, return this,
        item back, return policy, product return, cancel something i bought, changed my mind, no longer
        want, dont want it anymore, undo .. purchase, reverse .. purchase, send back, return it, can i
        return, return an, return them, cancel* .. order, cancel* .. purchase, undo a purchase
      `),
    negatable: false,
  },
  {
    id: 'refund.charge',
    field: 'root_cause',
    label: 'refund',
    weight: 1.6,
    phrases: phraseList(`
        overcharged, double charged, charged twice, charged me twice, duplicate charge, billed twice, paid
        twice, wrongly charged, incorrectly charged, reverse the charge, not satisfied with
      `),
    negatable: false,
  },

  // Other
  {
    id: 'other.question-title',
    field: 'root_cause',
    label: 'other',
    weight: 4,
    phrases: phraseList(`
      how to, ^how do i, ^how do we, ^how do you, ^how can i, ^how can we, ^how can you, ^how could i, ^how
      could we, ^how should, ^how would, ^how does, ^how much, ^how many, ^how long, ^where can, ^where do
      i, ^where do we, ^where is, ^where are, ^which, ^whether, ^what is the best, ^what is the right, ^what
      is the recommended, ^what is the difference, ^what s the difference, ^what does, ^is it possible, ^is
      there a way, ^is there any, ^are there any, ^can i, ^can we, ^may i, ^should i, ^should we, ^do i
      need, ^do we need, ^question, ^questions
    `),
    negatable: false,
    subjectOnly: true,
  },
  {
    id: 'other.how-to',
    field: 'root_cause',
    label: 'other',
    weight: 1.8,
    phrases: phraseList(`
        how do i, how can i, how do you, how to, how can we, how do we, how would i, how should i, is it
        possible to, is there a way, is there any way, any way to, what is the, what are the, what s the,
        what is, what s, where can i, where do i, can someone explain, can anyone, could you explain, can
        you tell me, i am wondering, i m wondering, i was wondering, i have a question, question, questions,
        why does, why is, do i need, is there any, help me understand, any help, any suggestion*, any idea*,
        please advise, documentation, tutorial, looking for information, information about, information on,
        details on, details about, guidance, inquir*, tell me, let me know, show me, i want to know, i need
        to know, i d like to know, stack overflow, type support, what time, how many, how much, who pays
      `),
    negatable: false,
  },
  {
    id: 'other.domain',
    field: 'root_cause',
    label: 'other',
    weight: 2.5,
    phrases: phraseList(`
      flight*, hotel, restaurant*, recipe*, weather, song, playlist, music, alarm, reservation*,
      vacation, passport, visa, joke, calories, traffic, my car, tire*, gas, shopping list, to do list,
      todo list, reminder, meeting, calendar, timer, credit score, credit card, credit limit, debit
      card, my card, new card, bank, insurance, mortgage, paycheck, direct deposit, pto, taxes, dollars,
      spanish, ingredient*, cook*, uber, cab, luggage, my phone, atm, pin, top up, exchange rate, bank
      account
    `),
    negatable: false,
  },
];
