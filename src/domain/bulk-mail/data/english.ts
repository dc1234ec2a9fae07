import { bulkMailPhrases } from './table.js';

/** English. */
export const ENGLISH = bulkMailPhrases('en', {
  bounceSubjects: `
    undelivered mail returned to sender, undeliverable, undeliverable mail, undeliverable message, mail delivery failed,
    mail delivery failure, message delivery failure, delivery failure, delivery status notification, returned mail, failure notice,
    delivery has failed, mail system error, mail undeliverable, non-delivery report, delivery delayed, warning message delayed`,
  bounceOpenings: `
    this is the mail system at host, this is the mail delivery system, this is the .. program at,
    this message was created automatically by mail delivery software, this is an automatically generated delivery status,
    delivery to the following recipient*, delivery has failed to these recipients, the following message to,
    the original message was received at, your message to _ couldn't be delivered, your message to _ could not be delivered,
    your message couldn't be delivered, your message could not be delivered, your message did not reach, your message wasn't delivered,
    your message was not delivered, address not found, message not delivered, message blocked, hi this is the,
    i am sorry to have to inform you that your message could not, i'm afraid i wasn't able to deliver your message,
    a message that you sent could not be delivered, recipient inbox full, mailbox full,
    there was a temporary problem delivering your message`,
  autoReplySubjects: `
    automatic reply, automatic response, automatic answer, auto reply, auto-reply, autoreply, auto response, auto-response, autoresponse,
    automated reply, automated response, out of office, out of the office, out of office reply, out of office autoreply, ooo,
    vacation reply, vacation message, away from office, out of office notification`,
  absences: `
    i am out of office, i am out of the office, i'm out of office, i'm out of the office, i am currently out, i'm currently out,
    i will be out of office, i will be out of the office, i am not in the office, i'm not in the office, currently out of office,
    currently out of the office, out of the office until, out of office until, out of the office from, out of the office with,
    i am on leave, i'm on leave, i am on vacation, i'm on vacation, i am on holiday, i'm on holiday, i am currently on, i am away, i'm away,
    i am currently away, i am travelling, i am traveling, on annual leave, on parental leave, on maternity leave, no longer work* at,
    no longer work* for, no longer with the company, no longer employed, has left the company, our office is closed, our offices are closed,
    we are closed`,
  absenceDetails: `
    when i am back, when i'm back, when i return, upon my return, on my return, once i am back, until i return, after my return,
    limited access to, no access to my, not have access to my email, with limited email access, i will be back, i'll be back,
    i will respond, i will reply, i will get back to you, i'll get back to you, i'll reply, will not be forwarded, in urgent cases,
    for urgent matters, for urgent issues, for urgent requests, if your matter is urgent, if this is urgent, if it is urgent,
    for immediate assistance, in my absence, during my absence, my colleague, please contact, response may be delayed, delay in my response,
    delay in responding`,
  automatic: `
    this is an automated message, this is an automated reply, this is an automated response, this is an automated email,
    this is an automated e-mail, this is an automatic message, this is an automatic reply, this is an automatic response,
    this is an automatic email, this is an auto-reply, this is an autoreply, this is an auto-generated, this is an automatically generated,
    this message was automatically generated, this message was generated automatically, this email was automatically generated,
    this e-mail was automatically generated, this email was generated automatically, this message has been automatically generated,
    this email is automatically generated, this email has been automatically generated, automatically generated email,
    automatically generated message`,
  unattended: `
    please do not reply to this, please don't reply to this, do not reply to this message, do not reply to this email,
    do not reply to this e-mail, do not reply directly, replies to this message are not monitored, replies to this email are not monitored,
    this mailbox is not monitored, this inbox is not monitored, unmonitored mailbox`,
  receipts: `
    we have received your message, we have received your request, we have received your email, we have received your e-mail,
    we have received your enquiry, we have received your inquiry, your request has been received, your message has been received,
    your email has been received, we received your request, we received your message, we received your email, thank you for contacting us,
    thank you for your message, thank you for your email, thank you for your e-mail, thanks for your email, thanks for your message,
    thanks for contacting us, a member of our team will, we will get back to you, we will respond within, your reference number is,
    your ticket number is, your case number is, acknowledge receipt`,
  newsletterFooters: `
    unsubscribe$, unsubscribe here, unsubscribe from this list, unsubscribe from these emails, unsubscribe from this newsletter,
    unsubscribe from future emails, click here to unsubscribe, to unsubscribe, if you no longer wish to receive,
    if you no longer want to receive, if you don't want to receive, if you do not want to receive, if you'd rather not receive,
    don't want to receive these emails, no longer want these emails, opt out$, click here to opt out, to opt out, manage preferences$,
    manage your preferences, manage subscription, manage your subscription, update your preferences, update preferences$,
    email preferences$, change your email preferences`,
  newsletterReasons: `
    you are receiving this email because, you are receiving this e-mail because, you're receiving this email because,
    you're receiving this because, you are receiving this because, you are receiving this message because, you received this email because,
    you received this message because, this email was sent to, this e-mail was sent to, this message was sent to,
    you are receiving this newsletter, you're receiving this newsletter`,
  newsletterBrowsers: `
    view in browser$, view in your browser$, view this email in your browser, view this e-mail in your browser,
    view this email in a browser, view online$, view it in your browser, read online$, open in browser$, can't see this email,
    can't read this email, having trouble viewing this email, trouble viewing this email, if you can't see this email,
    see this email in your browser, web version$`,
  offers: `
    buy now, shop now, order now, save up to, limited time offer, limited offer, special offer, exclusive offer, don't miss out,
    free shipping on, sign up today, register now, in this issue, this week's highlights, grow your business, boost your sales,
    decision makers, early bird`,
});
