import { expect, jest, test } from '@jest/globals';
import { ANSWER_FAULTS, CONTENT_FAULTS } from '../../simulators/llm/faults.js';
import { startLlmSimulator } from '../../simulators/llm/server.js';
import { ROOT_CAUSES, SENTIMENTS, SUMMARY_MAX_LENGTH, URGENCIES } from '../../src/domain/verdict.js';
import { jsonLines, parsedLines, runCli } from '../support/cli.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { streamingFront } from './streaming-front.js';

/** A thousand tickets with pauses of a second and two between attempts, on a machine that does other things too. */
jest.setTimeout(300_000);
const newFolder = temporaryFolders();

const TICKETS = 1_000;
/** Of each fault. Together they spoil about two answers in five. */
const SHARE = 0.035;

interface Classified {
  id: string;
  analysis: { summary: string; root_cause: string; urgency: string; sentiment: string };
  source: 'llm' | 'rules';
  usage: { inputTokens: number; costUsd: number };
}

const TEXTS = [
  'The export crashes with an error whenever I save it.',
  'I want my money back for the double charge.',
  'Please add a dark mode, it would be great.',
  'How do I change my password?',
  'Nobody can log in since this morning, this is urgent!',
];
/** The second half is each ticket of the first half once more. */
const tickets = Array.from({ length: TICKETS }, (_, index) => {
  const matter = index % (TICKETS / 2);
  return {
    id: `t-${index}`,
    subject: `Case ${matter}`,
    description: TEXTS[matter % TEXTS.length],
  };
});

test('1,000 tickets and a model that fails in every way: 1,000 valid verdicts, in order', async () => {
  const kinds = [...ANSWER_FAULTS, ...CONTENT_FAULTS];
  const faults = Object.fromEntries(kinds.map((kind) => [kind, SHARE]));
  const simulator = await startLlmSimulator({ faults: { ...faults, noJsonSchema: true }, keepPrompts: 0 });
  const front = await streamingFront(simulator.url);
  try {
    const env = {
      OPENAI_BASE_URL: `${front.url}/v1`,
      // Long enough that only the simulator's silence ends in a time-out, however busy the machine is.
      LLM_TIMEOUT_MS: '5000',
      CONCURRENCY: '250',
    };
    const run = await runCli(['classify'], { folder: newFolder(), env, input: jsonLines(tickets) });
    const answers = parsedLines<Classified>(run.stdout);

    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual(tickets.map(({ id }) => id));
    for (const { analysis, source } of answers) {
      expect(ROOT_CAUSES).toContain(analysis.root_cause);
      expect(URGENCIES).toContain(analysis.urgency);
      expect(SENTIMENTS).toContain(analysis.sentiment);
      expect(analysis.summary.length).toBeGreaterThan(0);
      expect(analysis.summary.length).toBeLessThanOrEqual(SUMMARY_MAX_LENGTH);
      expect(['llm', 'rules']).toContain(source);
    }

    const ledger = (await (await fetch(`${simulator.url}/_sim/ledger`)).json()) as {
      faults: Record<string, number>;
      tokens: { prompt: number; completion: number };
    };
    expect(Object.keys(ledger.faults).sort()).toEqual([...kinds, 'noJsonSchema'].sort());
    expect(front.streamed()).toBeGreaterThan(TICKETS / 100);
    const bySource = (name: string) => answers.filter(({ source }) => source === name).length;
    expect(bySource('llm')).toBeGreaterThan(TICKETS * 0.8);
    expect(bySource('rules')).toBeGreaterThan(0);
    // No answer is charged twice, neither to the ticket that asked nor to one that is equal.
    const charged = answers.reduce((sum, { usage }) => sum + usage.inputTokens, 0);
    expect(charged).toBeLessThanOrEqual(ledger.tokens.prompt);
    expect(charged).toBeGreaterThan(ledger.tokens.prompt / 2);
  } finally {
    await front.close();
    await simulator.close();
  }
});
