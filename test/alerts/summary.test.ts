import { describe, expect, test } from '@jest/globals';
import { summaryMail } from '../../src/compose/alerts.js';
import { badDay, emptyDay, sampleSummary, tenantSummary } from './sample-summary.js';

const OPTIONS = {
  ...{ source: 'staging', timeZone: 'Europe/Berlin', runbookUrl: null },
  temporalUi: { url: 'https://temporal.example.org', namespace: 'default' },
};
const mailOf = (...tenants: ReturnType<typeof tenantSummary>[]) =>
  summaryMail(sampleSummary(...tenants), OPTIONS);

describe('the mail of a day', () => {
  test('says in its subject how the day was', () => {
    expect(mailOf(tenantSummary(), emptyDay()).subject).toBe(
      '[staging] 22 November 2026: 1,284 tickets, 4 failed',
    );
    expect(mailOf(emptyDay()).subject).toBe('[staging] 22 November 2026: 0 tickets, none failed');
  });

  test('has the same ID when it is sent again, and another one the next day', () => {
    const next = summaryMail({ ...sampleSummary(), to: '2026-11-23T06:00:00.000Z' }, OPTIONS);
    expect(mailOf(tenantSummary()).messageId).toBe(mailOf(emptyDay()).messageId);
    expect(next.messageId).not.toBe(mailOf().messageId);
  });

  test('as text: volume, outcome, root causes, sentiment, cost, slowest, failures', () => {
    expect(mailOf(tenantSummary()).text)
      .toBe(`staging: the day until 22 November 2026 at 07:00 (Europe/Berlin)

ACME
Tickets: 1,284, 182 more than the day before.
Success: 99.7 %; the rules decided 2.1 % of the verdicts.
Half of them within 3.2 s, 95 % within 5.9 s.
Cost: $0.1137 (the day before $0.0981). $2.41 of this month's $10.00 spent (24 %).

Outcome:
  updated: 1,210
  unchanged: 41
  skipped: 29
  failed: 4

Root cause:
  bug: 512
  feature: 188
  refund: 301
  other: 209

Sentiment:
  positive: 11 % (−3 points)
  neutral: 52 % (−6 points)
  negative: 37 % (+9 points)

Slowest:
  ticket 48213: 91.2 s  https://temporal.example.org/namespaces/default/workflows/ticket-acme-zendesk-48213/00000000-0000-4000-8000-000000000000/history
  ticket 48310: 44.9 s  https://temporal.example.org/namespaces/default/workflows/ticket-acme-zendesk-48310/00000000-0000-4000-8000-000000000001/history
  ticket 48407: 31.0 s  https://temporal.example.org/namespaces/default/workflows/ticket-acme-zendesk-48407/00000000-0000-4000-8000-000000000002/history
  ticket 48504: 22.4 s  https://temporal.example.org/namespaces/default/workflows/ticket-acme-zendesk-48504/00000000-0000-4000-8000-000000000003/history
  ticket 48601: 19.9 s  https://temporal.example.org/namespaces/default/workflows/ticket-acme-zendesk-48601/00000000-0000-4000-8000-000000000004/history

Failures:
  ModelTimeout: 19 left to the rules
  ModelUnusable: 6 left to the rules
  TenantUnknown: 4 failed

`);
  });

  test('as HTML: the same, without images, scripts or anything from elsewhere', () => {
    const { html } = mailOf(tenantSummary(), badDay());
    for (const fact of [
      '1,284',
      '182 more',
      '99.7 %',
      '5.9 s',
      '$0.1137',
      '24\u00a0% of',
      '+9 points',
      'ModelTimeout',
    ])
      expect(html).toContain(fact);
    expect(html).not.toMatch(/<img|<script|<link|url\(|@import|src=/);
    expect(
      [...html.matchAll(/href="([^"]*)"/g)].every(([, href]) => href?.startsWith('https://temporal.')),
    ).toBe(true);
  });

  test('what misses a service level is said in words and marked', () => {
    expect(mailOf(badDay()).html).toContain('<strong class="alarm">95.8 %</strong>');
    expect(mailOf(badDay()).html).toContain('below 99.5 %');
    expect(mailOf(badDay()).html).toContain('above 15 s');
    expect(mailOf(tenantSummary()).html).not.toContain('class="alarm"');
  });

  test('a day without tickets is a mail, too, and has no division by nothing', () => {
    const { html, text } = mailOf(emptyDay());
    expect(`${html}${text}`).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(text).toContain('Tickets: 0, as the day before.');
  });

  test('names that somebody chose stand in it as text', () => {
    const { html } = mailOf(tenantSummary({ failures: [{ type: '<b>x</b>', ended: 'failed', count: 1 }] }));
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
  });
});
