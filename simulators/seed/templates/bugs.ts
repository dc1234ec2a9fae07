import type { Template } from '../template.js';

/** Things that do not work, in English. */
export const BUGS: readonly Template[] = [
  {
    subject: 'PDF export of {{invoice}} is blank',
    body: 'Hello,\n\nsince this morning every PDF I download from the {{area}} has {{number}} empty pages. The preview on screen is fine. Tried {{browser}} and a colleague tried another machine, same thing.\n\nRegards\n{{name}}',
    tags: ['pdf'],
    attachments: ['blank-invoice.pdf', 'screenshot.png'],
  },
  {
    subject: 'Login loop after password change',
    body: 'I changed my password and now I get thrown back to the sign-in page every time, no error message at all. My account is {{email}}. I have payroll to run today, this is urgent!',
    tags: ['login'],
  },
  {
    subject: 'Error 500 when saving a recurring invoice',
    body: 'Steps:\n1. open recurring billing\n2. change the interval to quarterly\n3. press save\n\nExpected: saved. Actual: "Something went wrong (500)". Happens every time on {{browser}}, version {{version}}.',
    replies: [
      { by: 'agent', body: 'Hi {{first}}, thanks for the steps. Does it also happen with a new template?' },
      { by: 'customer', body: 'Yes, with a brand new one as well. Same error.' },
    ],
  },
  {
    subject: 'Tax report sums are wrong',
    body: 'The tax report for last quarter is off by {{amount}}. I added the lines by hand and with a spreadsheet: the invoice {{invoice}} is counted twice. We file on Friday, so I need to know whether I can trust any of the numbers.',
    tags: ['tax_report', 'numbers'],
  },
  {
    subject: 'App crashes on start',
    body: 'The Android app {{version}} closes itself right after the splash screen. Phone is eight months old, nothing else crashes. Reinstalled twice.',
    channel: 'mobile',
  },
  {
    subject: 'Webhook deliveries stopped',
    body: 'We have not received a single webhook from you since 02:14 UTC. Our endpoint sits behind {{ip}} and answers 200 to our own tests. Nothing in your status page. This feeds our production order system, please look at it immediately.',
    tags: ['api'],
    channel: 'api',
  },
  {
    subject: 'Bank import duplicates rows',
    body: 'Every import from the bank account {{iban}} adds the rows of the day before again. I now have {{number}} duplicates to delete by hand. The file itself has each row once, I checked.',
  },
  {
    subject: 'Search finds nothing',
    body: 'If I type a customer number in the search box I get "no results", though the customer is right there in the list. Works when I type only the first three digits. Weird.',
  },
  {
    subject: 'Currency switches back to USD',
    body: 'Set the account currency to CHF, press save, reload: USD again. Did this five times. Not dramatic, but every quote I send has the wrong sign on it.',
  },
  {
    subject: 'Time zone bug in reminders',
    body: 'Reminders to our customers in Auckland go out a day early. Your setting says UTC+13, the mail header says otherwise. We worked around it for now, no rush, but it is a bug.',
  },
  {
    subject: 'Upload hangs at 99 %',
    body: 'Uploading receipts hangs at 99 percent for anything above 4 MB. Smaller ones are fine. {{browser}}, wired network, same at home.',
    attachments: ['receipt-large.jpg'],
  },
  {
    subject: 'Two-factor code always rejected',
    body: 'The six-digit codes are refused although the clock on my phone is right. I am locked out of the account of the whole company. Call me at {{phone}} please, I cannot log in to read replies in the portal.',
    tags: ['login', 'security'],
  },
  {
    subject: 'Data missing after the update',
    body: 'After your maintenance last night {{number}} expense reports have disappeared. They are not in the archive either. This looks like data loss to me and our auditor is here tomorrow. Please confirm you have a backup.',
  },
  {
    subject: 'Re: Your request {{order}}: still broken',
    body: 'No, clearing the cache did not help. Still the same exception.\n\nOn Mon, Support wrote:\n> Hello,\n> could you please clear the cache of your browser and try again?\n>\n> On Fri, {{name}} wrote:\n>> The {{area}} shows an exception as soon as I sort by date.\n>> My login is {{email}}\n>> Phone {{phone}}\n\n--\n{{name}}\nHead of Accounts\n{{phone}} | {{email}}',
  },
  {
    subject: 'Slow. Very slow.',
    body: 'The {{area}} takes 40 seconds to load. It took two last week. {{plan}} plan, about {{number}} thousand customers.',
  },
  {
    subject: 'Crash log attached below',
    body: 'The desktop sync dies every night at about three. Here is the log of the last run, sorry for the length.',
    logLength: 60_000,
    attachments: ['sync.log'],
  },
  {
    subject: 'Traceback in API client',
    body: "Your Python client raises on page 2:\n\n  File \"client.py\", line 88, in list_invoices\n    cursor = page['meta']['next']\nKeyError: 'next'\n\nPage 1 is fine. Server address from our side was {{ip}}.",
    channel: 'api',
    tags: ['api'],
  },
  {
    subject: 'Umlauts broken in CSV export',
    body: 'M&uuml;ller comes out as MÃ¼ller and Łódź as Å\u0081Ã³dÅº in the CSV. Looks like an encoding error. UTF-8 with BOM would fix it.',
  },
];
