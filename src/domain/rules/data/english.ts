import { rulesOf } from '../frame.js';

/** English. */
export const ENGLISH = rulesOf('en', {
  negations: `
    not, no, never, without, isnt, arent, wasnt, werent, dont, doesnt, didnt, cant, wont, wouldnt, couldnt, hasnt, havent, neither, hardly,
    cannot, longer, nothing`,
  negationEnds: `only, sure, idea, clue, just, wonder, but, yet, why`,
  'ignore.politeness': `
    thanks in advance, thank you in advance, many thanks in advance, thank you for your help, thank you for your assistance,
    thank you for your time, thank you for your attention, thank you for your prompt, thank you for your support, thanks for your help,
    thanks for your time, thanks for your support, thanks for your assistance, thanks for your attention, thank you for considering,
    hope this message finds, hope this email finds, hope you are doing well, hope you are well, finds you well,
    would be greatly appreciated, would be appreciated, i would appreciate, we would appreciate, greatly appreciated, appreciate your help,
    appreciate your assistance, appreciate your prompt, look forward to, looking forward to your, looking forward to hearing, good morning,
    good afternoon, good evening, good day, best regards, kind regards, best wishes, warm regards, thank you for reaching, happy to provide,
    happy to help, glad to provide, feel free, no problem, free of charge, customer support, support team, customer service team,
    please let me know, as soon as you can, please help, if possible, please do not, dear customer, bug bounty, free up, would you like,
    thanks to`,
  'ignore.idioms': `
    not only, best practice*, best way, best time, better understand*, sorry to bother, sorry for the inconvenience, apologize for,
    sounds like, seems like, looks like, things like, something like, feel like, feels like, would like to know, is there a good,
    a good place, error handling, high school, like this, like that, wrong with me, what is wrong, right now, critical path, high quality,
    high level, high resolution, high performance, update on, update regarding, update about, nobody can tell, nobody can help,
    nobody can explain, no one can tell, no one can help, no one can explain`,
  'ignore.form': `
    request a feature or report a bug, feature or bug, bug or feature, feature or report a bug, code of conduct, current behavior,
    current behaviour, expected behavior, expected behaviour, system information, issue type`,
  'ignore.resolved': `
    no longer crash*, no longer fail*, no longer freez*, no longer broken, no longer happen*, no longer an issue, no longer a problem,
    not broken, isnt broken, not an issue, not a problem, not a bug, no issues, no errors, no problems, no bugs, no complaints,
    without any issue*, without any problem*, without issue*, without error*, without problem*, works again, working again, problem solved,
    issue resolved, issue is resolved, problem is solved, dont worry, never mind`,
  'bug.failure': `
    crash*, stack trace, stacktrace, traceback, segfault*, segmentation fault, unhandled exception, exception, regression, memory leak*,
    infinite loop, freez*, frozen, froze, hangs, blue screen, white screen, blank screen, blank page, black screen, data loss, corrupt*,
    glitch*, malfunction*, unresponsive, deadlock*, null pointer, nullpointer*, typeerror, valueerror, runtimeerror, assertionerror,
    keyerror, attributeerror, undefined behavior, kernel panic, race condition, flaky, buggy, white page, empty page`,
  'bug.not-working': `
    does not work, doesnt work, do not work, dont work, did not work, didnt work, not working, isnt working, wont work, will not work,
    stopped working, stops working, no longer work*, never works, nothing works, nothing happens, does nothing, not functioning,
    not responding, not loading, doesnt load, does not load, wont load, not start, wont start, wont open, doesnt open, does not open,
    not opening, not showing, not shown, not displayed, not display, not rendered, not render, not updating, not update, not sync*,
    doesnt sync, doesnt show, does not show, doesnt display, doesnt update, doesnt save, not saved, not recognized, not detected,
    doesnt appear, does not appear, not appear*, not applied, not respected, not respect, not properly, not correctly, not work properly,
    used to work, worked before, worked fine, work as expected, works as expected, as expected, do not load, dont load, do not sync,
    dont sync, do not show, dont show, do not appear, dont appear, do not open, dont open, do not start, dont start, do not update,
    dont update, do not save, dont save, not stored, nothing is stored, nothing is saved, nobody can, no one can, none of us can,
    no customer can, no user can, closes by itself, closes itself, keeps closing, restarts by itself`,
  'bug.broken': `
    broken, breaks, broke, fails, failing, failed, failure*, fail to, failed to, fails to, faulty, defect*, outage*, is down, are down,
    went down, system down, misbehav*, garbled, throws, thrown, raises, unexpected*, incorrect*, wrongly, inconsistent*, missing from,
    disappear*, vanish*, misaligned, truncated, overlap*, flicker*, duplicated, lag, lags, laggy, sluggish, times out, timed out,
    disconnect*, out of memory, leaks, offline, lost connection, lost their connection, lost its connection, lost the connection,
    loses connection, loses its connection, out of order`,
  'bug.wrong-result': `
    wrong result*, wrong value*, wrong output, wrong order, wrong number, wrong data, wrong place, wrong position, invalid*, error message*,
    error code, http 500, 500 error, 500 internal, 404 error, 502, 503, internal server error, bad gateway, shows error, getting an error,
    get an error, got an error, gives an error, following error, throws an error, error when, error while, error on, error in, error, errors`,
  'bug.report-form': `
    bug report, type bug, steps to reproduce, to reproduce, reproduce*, repro steps, repro, actual behavior, actual behaviour,
    actual result*, expected result*, describe the bug, this bug, a bug, the bug, bug, bugs, issue type bug`,
  'bug.cannot': `
    unable to, cannot, cant, not able to, impossible to, not possible to, wont let me, doesnt let me, not allow*, doesnt, does not,
    fails silently, stuck, wrong, weird, strange, missing, wont, fix, fixed, fixes, cannot reach, cant reach, unable to reach,
    not reachable, unreachable, is empty, are empty, comes out empty, stays blank, remains empty`,
  'bug.access': `
    cannot log in, cant log in, unable to log in, cannot login, cant login, unable to login, not able to log in, cannot sign in,
    cant sign in, unable to sign in, cannot access, cant access, unable to access, cannot connect, cant connect, unable to connect,
    wont connect, doesnt connect, cannot upload, cant upload, unable to upload, cannot download, cant download, cannot print, cant print,
    cannot save, cant save, unable to save, cannot install, cant install, cannot open, cant open, unable to open, cannot export, cant export`,
  'bug.problem': `
    problem with, issue with, issues with, problems with, problem in, experiencing, encounter*, problem persist*, issue persist*, persist*,
    problem, issue, issues, slow, after updat*, after upgrad*, since the update, since updat*, latest version, latest update, troubleshoot*,
    instead of`,
  'bug.incident': `
    downtime, service interruption*, disruption*, connectivity issue*, connection issue*, performance issue*, software issue*,
    compatibility issue*, technical issue*, system failure, incompatib*`,
  'bug.title': `
    ^fix, ^fixed, ^fixes, ^hotfix, ^bug, ^error, ^crash*, ^broken, ^unable, ^cannot, ^cant, ^failure, ^failed, ^wrong, ^incorrect,
    ^unexpected, ^missing`,
  'feature.title': `
    ^add, ^added, ^adding, ^adds, ^support, ^allow, ^enable, ^expose, ^introduce, ^implement, ^improve, ^provide, ^consider, ^make, ^extend,
    ^integrate, ^feature, ^feat, ^request, ^proposal, ^suggestion, ^idea, ^enhance, ^enhancement, ^option, ^ability, ^new, ^create, ^modify,
    ^update, ^surface, ^show, ^optimize, ^reduce, ^replace, ^use, ^drop, ^better, ^loosen, ^remove, ^move, ^rename, ^refactor, ^convert,
    ^switch`,
  'feature.request': `
    feature request*, feature suggestion, enhancement request, enhancement, describe the feature, request for feature, new feature,
    feature proposal, proposal, rfc, rfe, wish list, wishlist, solution you d like, describe alternatives, the feature you d, suggestion`,
  'feature.wish': `
    would be nice, would be great, would be good, would be helpful, would be useful, would be awesome, would be cool, would be better,
    would be very, would be really, would be handy, would love to see, would love to have, would love it if, would love if, nice to have,
    d love to see, could you add, can you add, please add, please support, please implement, please consider, please make, please allow,
    please provide an option, you should add, should add, we should, i suggest, i propose, i wish, we wish, it would help if, support for,
    add support, allow users, allow us, ability to, make it possible, be possible to, an option to, option to, possibility to,
    add an option, add option, add a, add an, add the, to add, adding, introduce, implement, extend, expose, provide a, provide an, improve,
    improvement*, integrate with, integration with, should support, should have, should be possible, should allow, i would like to suggest,
    would like to suggest, like to suggest, suggest adding, would be beneficial, would make sense, make sense to, please improve,
    could be improved, needs an option, missing option, lack of support, could you please add, could you please implement, can we have,
    can we get, could we have, any plans to, plan to support, planned, feature would, this feature would, please build, please offer,
    please provide, please introduce, could you offer, could you provide an option, could there be, could the .. have, could we get,
    would like to have, been asking for, keep asking for, asked for .. ago`,
  'feature.reason': `
    feature, use case, motivation, alternatives, currently there is no, there is no way, no way to, does not support, doesnt support,
    not supported, not support, lack of, lacks, it would, would like to, i d like, d like to, would like, would be, would allow, would make,
    should be able, more flexible, configurable, customiz*, instead of having, easier, convenient, benefit*, better, automatically,
    considered, may be, missing feature, roadmap, in the future, allow, add, remove, rename, refactor, deprecate, there is currently no,
    currently no, no option, only supports, only support, useful, helpful to, could be, should be, might be nice, optional, parameter,
    workaround, existing, solution, ideally`,
  'refund.word': `
    refund*, money back, reimburs*, give me back my, return my money, get my money, want my money, chargeback, charge back, credit back,
    pay me back, give back the money, credited back, money returned`,
  'refund.return': `
    returned an item, returned the item, returned my, returned a, returned the, returned it, returned some, returned something, i returned,
    sent it back, my return, return an item, return a purchase, return this item, return something, return the item, return the product,
    return my, return this, item back, return policy, product return, cancel something i bought, changed my mind, no longer want,
    dont want it anymore, undo .. purchase, reverse .. purchase, send back, return it, can i return, return an, return them,
    cancel* .. order, cancel* .. purchase, undo a purchase`,
  'refund.charge': `
    overcharged, double charged, charged twice, charged me twice, duplicate charge, billed twice, paid twice, wrongly charged,
    incorrectly charged, reverse the charge, not satisfied with`,
  'other.question-title': `
    how to, ^how do i, ^how do we, ^how do you, ^how can i, ^how can we, ^how can you, ^how could i, ^how could we, ^how should, ^how would,
    ^how does, ^how much, ^how many, ^how long, ^where can, ^where do i, ^where do we, ^where is, ^where are, ^which, ^whether,
    ^what is the best, ^what is the right, ^what is the recommended, ^what is the difference, ^what s the difference, ^what does,
    ^is it possible, ^is there a way, ^is there any, ^are there any, ^can i, ^can we, ^may i, ^should i, ^should we, ^do i need,
    ^do we need, ^question, ^questions`,
  'other.how-to': `
    how do i, how can i, how do you, how to, how can we, how do we, how would i, how should i, is it possible to, is there a way,
    is there any way, any way to, what is the, what are the, what s the, what is, what s, where can i, where do i, can someone explain,
    can anyone, could you explain, can you tell me, i am wondering, i m wondering, i was wondering, i have a question, question, questions,
    why does, why is, do i need, is there any, help me understand, any help, any suggestion*, any idea*, please advise, documentation,
    tutorial, looking for information, information about, information on, details on, details about, guidance, inquir*, tell me,
    let me know, show me, i want to know, i need to know, i d like to know, stack overflow, type support, what time, how many, how much,
    who pays`,
  'other.domain': `
    flight*, hotel, restaurant*, recipe*, weather, song, playlist, music, alarm, reservation*, vacation, passport, visa, joke, calories,
    traffic, my car, tire*, gas, shopping list, to do list, todo list, reminder, meeting, calendar, timer, credit score, credit card,
    credit limit, debit card, my card, new card, bank, insurance, mortgage, paycheck, direct deposit, pto, taxes, dollars, spanish,
    ingredient*, cook*, uber, cab, luggage, my phone, atm, pin, top up, exchange rate, bank account`,
  'urgency.stated': `
    urgent*, asap, as soon as possible, immediate*, emergency, critical*, high priority, top priority, severe*, without delay, right away,
    at once, blocker, blocking, swift, swiftly, expedite*, time sensitive, deadline, prioriti*, escalat*, p1, sev1`,
  'urgency.damage': `
    outage*, is down, are down, went down, data breach*, breach*, hacked, compromised, unauthorized, leaked, ransomware, malware, phishing,
    stolen, fraud*, vulnerabilit*, data loss, lost all, lost data, deleted all, cannot work, cant work, unable to work, work is stopped,
    standstill, losing money, losing customers, all users, everyone, all customers, whole team, entire team, entire company, production,
    locked out, completely, medical, hospital, patient*, safety, legal action, lawsuit, lawyer, downtime, halt*, unusable, inaccessible,
    lose orders, losing orders, lose sales, losing sales, nobody can, no one can, no customer can, people are waiting,
    customers are waiting, every minute, by the minute, whole office, entire office`,
  'urgency.impact': `
    unable to access, cannot access, cant access, cannot log in, cant log in, cannot login, unable to log in, impact* .. operations,
    affect* .. operations, affecting, impacting, disrupt*, several, multiple, significant*, serious*, unexpected*, sudden*, security,
    sensitive, confidential, infrastructure, today, tonight, failure*, restore, quick resolution, prompt resolution, repeatedly, frequent*,
    crash*`,
  'urgency.soon': `prompt assistance, promptly, soon, this week, not working, unable to, error, errors, problem with, issue with`,
  'urgency.ease': `
    no rush, no hurry, not urgent, whenever you, low priority, minor, cosmetic, typo, suggestion*, feedback, nice to have, would be nice,
    just wondering, i was wondering, curious, at your convenience, when you have time, when you get a chance, general question, small`,
  'urgency.inquiry': `
    question, inquir*, information about, information on, information regarding, details on, details about, detailed information, how do i,
    how to, how can i, learn more, interested in, options, recommend*, guidance, tips, enhance, seeking, request* details, subscription,
    compatib*, billing, pricing, what time, how many, how much, how long, who pays, can i, may i, is there a`,
  'sentiment.praise': `
    awesome, amazing, fantastic, excellent, wonderful, great, perfect*, brilliant, outstanding, superb, love, loved, loving, lovely, best,
    kudos, impressed, thrilled, delighted, fabulous, terrific, well done, good job, nice job, great job, good work, keep it up, you rock,
    rock, rocks, made my day, life saver, lifesaver, smooth, phenomenal, stellar, yay, woohoo, big fan, happy, glad, pleased, enjoy*,
    exceeded, incredible, beautiful`,
  'sentiment.thanks': `thank you, thanks, thank u, thx, thnx, ty, much appreciated, appreciate it, appreciate, grateful, thank`,
  'sentiment.liking': `
    good, nice, helpful, friendly, kind, easy, fast, cool, fun, excited, welcome, works great, works well, works now, resolved, fixed,
    solved, finally, looking forward, so much, win, wow, sweet, hope`,
  'sentiment.anger': `
    terrible, horrible, awful, worst, unacceptable, ridiculous, disgusting, disgrace*, pathetic, useless, worthless, garbage, trash, crap*,
    shit*, bullshit, fuck*, wtf, damn, hell, sucks, suck, hate, hated, furious, angry, outrag*, scam*, rip off, ripoff, joke, incompeten*,
    stupid, idiot*, lied, lies, liar*, rude, fail, epic fail, epicfail, never again, shame, ashamed, appalling, atrocious, nightmare,
    fed up, sick of, sick and tired, insult*, disrespect*, rant, screwed, fuming, livid, unprofessional, inexcusable, bs, smh, poor, poorly,
    bad, worse`,
  'sentiment.disappointment': `
    disappoint*, frustrat*, annoy*, upset, unhappy, dissatisf*, unsatisf*, terribly, tired of, let down, unfortunate*, disaster, mess,
    lost my, lost our, ruin*, stranded, ignored, no response, no reply, no answer, no one, nobody, nothing, still waiting, still no,
    still not, still havent, waited, waiting for, been waiting, on hold, hung up, for hours, hours, an hour, hour, hrs, over an hour,
    complain*, complaint, sad, sadly, wasted, waste of, wasting, never got, never received, third time, second time, no excuse, cost me,
    costing, delay*, refuse*, refusing, miserable, missed, misled, lousy, seriously, really, again`,
  'sentiment.trouble': `
    not, no, never, dont, doesnt, didnt, wont, wasnt, isnt, arent, cant, couldnt, wouldnt, havent, why, nor, broken, lost, cancel*, wrong,
    issue*, problem*, stuck, late, rather than, instead, should have, should, ignore, zero, sitting, wait, trying to, tried, cannot, unable,
    fees, told, apparently, supposed to, because of, due to, forced, at least, how about, only`,
  'sentiment.question': `can i, can you, do you, how do i, is there, question, could you, please, would like`,
});
