import { describe, expect, test } from '@jest/globals';
import { noteFor, type NoteInput } from '../../src/domain/note.js';

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
