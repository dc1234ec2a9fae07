import { describe, expect, test } from '@jest/globals';
import { noteFor, noteForBulkMail, type NoteInput } from '../../src/domain/note.js';

const INPUT: NoteInput = {
  verdict: { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' },
  source: 'llm',
  model: 'model-1',
  promptVersion: 'prompt-1',
  workflowId: 'ticket-default-zendesk-42',
  verdictId: 'verdict-7',
};

describe('the internal note', () => {
  test.each([
    'The export crashes.',
    'Root cause: bug',
    'Urgency: high',
    'Sentiment: negative',
    'model-1',
    'prompt-1',
    'ticket-default-zendesk-42',
    'verdict-7',
  ])('names %s', (part) => {
    expect(noteFor(INPUT)).toContain(part);
  });

  test('a verdict of the rules says so and names no model', () => {
    const note = noteFor({ ...INPUT, source: 'rules', promptVersion: 'rules-1' });
    expect(note).toContain('keyword rules (rules-1)');
    expect(note).not.toContain('model-1');
  });

  test('is plain text of one line for each thing', () => {
    expect(noteFor(INPUT)).not.toMatch(/[<>*#`\r\t]/);
    expect(noteFor(INPUT).split('\n')).toHaveLength(8);
  });
});

describe('what else it names', () => {
  test('the category', () => {
    expect(noteFor({ ...INPUT, verdict: { ...INPUT.verdict, category: 'billing' } })).toContain(
      'Category: billing',
    );
  });

  test.each([
    [{ value: 0.876, basis: 'tokenProbabilities' as const }, 'Confidence: 87 % (from token probabilities)'],
    [{ value: 0.29, basis: 'modelStatement' as const }, "Confidence: 29 % (the model's own statement)"],
  ])('the confidence and what it is based on', (confidence, line) => {
    expect(noteFor({ ...INPUT, confidence })).toContain(line);
    expect(noteFor({ ...INPUT, confidence })).not.toContain('Priority');
  });

  test('why the priority was left alone', () => {
    const note = noteFor({ ...INPUT, belowConfidence: 0.8 });
    expect(note).toContain('Confidence: unknown');
    expect(note).toContain('Priority: left as it is, because the confidence is not known to reach 80 %');
  });

  test('on bulk mail: what it was taken for, and by what', () => {
    const note = noteForBulkMail({ kind: 'autoReply', signs: ['de.subject', 'de.absence'] }, INPUT);
    expect(note).toContain('AI triage: no verdict, because this looks like an automatic reply.');
    expect(note).toContain('de.subject, de.absence');
    expect(note).toContain('verdict-7');
  });
});
