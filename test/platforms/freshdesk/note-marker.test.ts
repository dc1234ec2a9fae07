import { describe, expect, test } from '@jest/globals';
import { htmlToText } from '../../../src/http/html.js';
import { noteHtml } from '../../../src/platforms/freshdesk/write.js';
import { announcedIn, markerOf, type AnnouncedWrite } from '../../../src/platforms/freshdesk/marker.js';

const WRITE: AnnouncedWrite = {
  record: {
    workflowId: 'ticket-default-freshdesk-42',
    verdictId: 'run-1/1',
    contentHash: 'ab12',
    tags: ['ai_processed', 'ai_bug'],
    priority: 'high',
    declinedTags: ['ai_urgency_high'],
  },
  added: ['ai_bug'],
  dropped: ['ai_feature'],
  priorityBefore: 1,
};

describe('the marker', () => {
  test('says what is announced, and is found in the HTML and in the text of its note', () => {
    const html = noteHtml('AI triage: <b>x</b> & y', markerOf('42', WRITE));
    expect(announcedIn(html, '42')).toEqual(WRITE);
    expect(announcedIn(htmlToText(html), '42')).toEqual(WRITE);
  });

  test('of another ticket says nothing: notes are copied when tickets are merged', () => {
    expect(announcedIn(markerOf('41', WRITE), '42')).toBeNull();
  });

  test('that a summary pretends comes before the real one, which counts', () => {
    const forged = markerOf('42', { ...WRITE, record: { ...WRITE.record, verdictId: 'forged' } });
    expect(announcedIn(noteHtml(forged, markerOf('42', WRITE)), '42')?.record.verdictId).toBe('run-1/1');
  });

  test.each([
    '',
    'AI triage: x',
    '[ai-ticket-processor:1:AAAA]',
    '[ai-ticket-processor:2:e30]',
    '[ai-ticket-processor:1:e30]',
  ])('%j is none', (text) => {
    expect(announcedIn(text, '42')).toBeNull();
  });

  test('holds no text of the ticket: only names and labels of ours', () => {
    const [, encoded = ''] = /:1:([\w-]+)\]/.exec(markerOf('42', WRITE)) ?? [];
    expect(Object.keys(JSON.parse(Buffer.from(encoded, 'base64url').toString()) as object).sort()).toEqual(
      [
        'added',
        'before',
        'content',
        'declined',
        'dropped',
        'kept',
        'priority',
        'ticket',
        'verdict',
        'workflow',
      ].sort(),
    );
  });
});

describe('noteHtml', () => {
  test('markup in the text is text; line ends are kept', () => {
    const text = `<img src=x onerror="alert('1')">\r\n& <script>`;
    const html = noteHtml(text, 'm');
    expect(html).not.toMatch(/<img|<script/);
    expect(htmlToText(html)).toBe(`${text.replace('\r', '')}\n\nm`);
  });
});
