import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(180_000);

describe('in a second terminal, beside a running up', () => {
  let installation: TestInstallation;
  let platformUrl: string;
  let llmUrl: string;
  beforeAll(async () => {
    installation = new TestInstallation();
    // The example line names ticket 42: of this seed it is a new one.
    const world = ['--tickets', '42', '--seed', '2'];
    platformUrl = await installation.simulate('zendesk', [...world, '--updates-per-minute', '0']);
    llmUrl = await installation.simulate('llm');
    const env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` };
    const up = installation.cli(['up'], env);
    await until('the scan is done', () => up.output().includes('Scanning by'));
  });
  afterAll(() => installation.close());

  const ticket = async (id: string) => (await sim<Ledger>(platformUrl, 'ledger')).tickets[id];
  const command = async (...args: string[]) => {
    const { ended, output } = installation.cli(args);
    expect({ code: await ended, output: output() }).toMatchObject({ code: 0 });
    return output();
  };
  const signalDesk = (input: string) =>
    command(
      ...['temporal', 'workflow', 'signal', '--workflow-id', 'desk-default', '--name', 'reprocess'],
      ...['--input', input],
    );
  const fallbacks = () => command('temporal', 'workflow', 'list', '--query', "Source='rules'");

  test('the example line reprocesses the ticket: a second write, a second note', async () => {
    expect(await ticket('42')).toMatchObject({ writes: 1, aiComments: 1 });
    await signalDesk('{"ticketIds":["42"]}');
    await until('it has a second verdict', async () => (await ticket('42'))?.writes === 2);
    expect(await ticket('42')).toMatchObject({ writes: 2, aiComments: 2, lostForeignTags: [] });
  });

  test("Source='rules' lists the tickets that the model failed on; a filter asks again once it is back", async () => {
    expect(await fallbacks()).not.toContain('ticket-');
    const customer = { subject: 'The export crashes', description: 'An error, every time.' };
    const { ids } = await sim<{ ids: number[] }>(platformUrl, 'tickets', { tickets: [customer] });
    const id = String(ids[0]);
    await sim(llmUrl, 'faults', { badJson: 1 });
    await command('process', id, '--wait');
    expect((await ticket(id))?.tags).toContain('ai_fallback');
    await until('it is listed', async () => (await fallbacks()).includes(`ticket-default-zendesk-${id}`));
    expect((await fallbacks()).match(/ticket-default-zendesk-\d+/g)).toEqual([
      `ticket-default-zendesk-${id}`,
    ]);

    await sim(llmUrl, 'faults', {});
    await signalDesk('{"filter":{"source":"rules","since":"24h"}}');
    await until('the model decides', async () => (await ticket(id))?.tags.includes('ai_fallback') === false);
    expect(await ticket(id)).toMatchObject({ writes: 2, aiComments: 2 });
  });
});
