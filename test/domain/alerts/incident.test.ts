import { describe, expect, test } from '@jest/globals';
import type { ConditionName, Finding, Severity } from '../../../src/domain/alerts/condition.js';
import { advance, LOOKS_TO_CLEAR, type Incident } from '../../../src/domain/alerts/incident.js';

const MINUTE_MS = 60_000;

const found = (
  condition: ConditionName,
  severity: Severity = 'warning',
  tenant: string | null = 'acme',
): Finding => ({ tenant, condition, severity, found: `${condition} ${severity}` });

type LookAt = Finding[] | { unknown: Finding[] };

/** What a row of looks a minute apart led to: events by minute, and what is known in the end. */
function after(
  looks: readonly LookAt[],
  before: Incident[] = [],
): { events: string[]; incidents: Incident[] } {
  let incidents = before;
  const events = looks.flatMap((look, minute) => {
    const [findings, unknown] = Array.isArray(look) ? [look, []] : [[], look.unknown];
    const next = advance(incidents, { findings, unknown }, minute * MINUTE_MS);
    incidents = next.incidents;
    return next.events.map(({ kind, incident }) => `${minute} ${kind} ${incident.condition}`);
  });
  return { events, incidents };
}

const times = (count: number, look: LookAt): LookAt[] => Array.from({ length: count }, () => look);
const model = [found('modelDown')];

describe('an incident opens', () => {
  test('once, after as many looks in a row as the condition asks for', () => {
    expect(after(times(10, model)).events).toEqual(['2 opened modelDown']);
  });

  test('not for a moment that passes: the looks begin anew', () => {
    expect(after([...times(2, model), [], ...times(2, model)])).toEqual({
      events: [],
      incidents: [expect.objectContaining({ phase: 'pending', foundLooks: 2 })],
    });
  });

  test('after a time, where the condition is about lasting', () => {
    expect(after(times(20, [found('writesStopped')])).events).toEqual(['15 opened writesStopped']);
  });

  test('for each tenant apart', () => {
    const two = [found('ticketsFail'), found('ticketsFail', 'warning', 'beta')];
    expect(after([two]).events).toEqual(['0 opened ticketsFail', '0 opened ticketsFail']);
  });

  test('and becomes worse once, and not better while it is open', () => {
    const looks = [
      [found('ticketsFail')],
      [found('ticketsFail', 'critical')],
      [found('ticketsFail')],
      [found('ticketsFail', 'critical')],
    ];
    const { events, incidents } = after(looks);
    expect(events).toEqual(['0 opened ticketsFail', '1 worse ticketsFail']);
    expect(incidents[0]?.severity).toBe('critical');
  });
});

describe('an incident is over', () => {
  test('when it has been clear for some looks in a row', () => {
    expect(after([[found('ticketsFail')], ...times(LOOKS_TO_CLEAR, [])]).events).toEqual([
      '0 opened ticketsFail',
      `${LOOKS_TO_CLEAR} over ticketsFail`,
    ]);
  });

  test('not while it comes and goes', () => {
    const flapping = [[found('ticketsFail')], ...times(LOOKS_TO_CLEAR - 1, [])];
    expect(after([...flapping, ...flapping, ...flapping]).events).toEqual(['0 opened ticketsFail']);
  });

  test('not because nobody could look', () => {
    const unknown = { unknown: [found('ticketsFail')] };
    expect(after([[found('ticketsFail')], ...times(30, unknown)]).events).toEqual(['0 opened ticketsFail']);
  });

  test('and may open again', () => {
    const looks = [[found('ticketsFail')], ...times(LOOKS_TO_CLEAR, []), [found('ticketsFail')]];
    expect(after(looks).events.at(-1)).toBe(`${LOOKS_TO_CLEAR + 1} opened ticketsFail`);
  });

  test('and is forgotten an hour later', () => {
    const { incidents } = after([[found('ticketsFail')], ...times(LOOKS_TO_CLEAR + 62, [])]);
    expect(incidents).toEqual([]);
  });
});

describe('a consequence', () => {
  const slow = found('ticketsSlow');

  test('is told where nothing explains it', () => {
    expect(after(times(5, [slow])).events).toEqual(['4 opened ticketsSlow']);
  });

  test('is not told while its cause is there, or was within the hour', () => {
    const looks = [...times(10, [found('platformDown', 'critical'), slow]), ...times(64, [slow])];
    expect(after(looks).events).toEqual(['4 opened platformDown', '14 over platformDown']);
  });

  test('is not told when its cause was there too shortly to be told itself', () => {
    const looks = [...times(5, [found('writesStopped'), slow]), ...times(60, [slow])];
    expect(after(looks).events).toEqual([]);
  });

  test('is told in spite of what does not lead to it', () => {
    const overdue = found('scanOverdue');
    expect(after(times(2, [overdue, found('modelDown')])).events).toEqual(['1 opened scanOverdue']);
  });

  test('is told when it outlasts its cause by an hour', () => {
    const looks = [...times(10, [found('platformDown', 'critical'), slow]), ...times(90, [slow])];
    expect(after(looks).events.at(-1)).toMatch(/opened ticketsSlow$/);
  });

  test("is told in spite of another tenant's trouble, not in spite of the installation's", () => {
    const elsewhere = found('platformDown', 'critical', 'beta');
    expect(after(times(5, [slow, elsewhere])).events).toContain('4 opened ticketsSlow');
    const everywhere = found('detectorDown', 'critical', null);
    expect(after(times(5, [slow, everywhere])).events).toEqual([]);
  });
});
