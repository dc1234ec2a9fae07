import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { AuditReport } from '../../src/records/audit/verify.js';
import type { TicketEntry } from '../../src/ports/audit-log.js';
import { expectNothingReadableAtRest } from '../support/at-rest-checks.js';
import { PlainSearch } from '../support/plain-search.js';
import { TestInstallation, until } from '../support/running-up.js';

jest.setTimeout(240_000);

describe('the record of an installation that has a key for its logs', () => {
  let installation: TestInstallation;
  let platformUrl: string;
  const key = { LOG_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
  beforeAll(async () => {
    installation = new TestInstallation();
    platformUrl = await installation.simulate('zendesk', [
      ...['--tickets', '90', '--requests-per-minute', '0', '--updates-per-minute', '0'],
    ]);
    const llmUrl = await installation.simulate('llm');
    const env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1`, LOG_LEVEL: 'debug' };
    const up = installation.cli(['up'], { ...env, ...key });
    await until('the scan is done', () => up.output().includes('Scanning by'));
  });
  afterAll(() => installation.close());

  async function cli(args: string[], env: NodeJS.ProcessEnv = key) {
    const { ended, output } = installation.cli(args, env);
    return { code: await ended, output: output() };
  }
  const verified = async () => {
    const { code, output } = await cli(['audit', 'verify', '--json']);
    return { code, report: JSON.parse(output) as AuditReport };
  };
  const inData = (folder: string) => path.join(installation.dataDir, folder);

  test('nothing of a ticket can be read in the data folder; of logs and audit log not even which tickets', async () => {
    await expectNothingReadableAtRest(installation.dataDir, platformUrl);
    const ids = new PlainSearch(['ticket-default-zendesk-', 'ticketId', 'ai_processed']);
    expect(ids.findUnder(inData('audit'))).toEqual([]);
    expect(ids.findUnder(inData('logs'))).toEqual([]);
  });

  test('logs decrypt: what was logged of tickets, with the key', async () => {
    const { code, output } = await cli(['logs', 'decrypt', path.join(inData('logs'), 'worker.jsonl')]);
    expect(code).toBe(0);
    const lines = output.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ process: 'worker', msg: 'worker polls' }),
    );
    expect(output).toContain('"ticketId":');
    expect((await cli(['logs', 'decrypt'], {})).code).toBe(78);
  });

  test('every round is there and nothing is wrong; a line cut off the end is found by the statistics', async () => {
    const { code, report } = await verified();
    expect({ code, faults: report.faults }).toEqual({ code: 0, faults: [] });
    expect(report.lines).toBeGreaterThan(60);

    const [name = ''] = readdirSync(inData('audit')).sort();
    const file = path.join(inData('audit'), name);
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, `${whole.trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
    const cut = await verified();
    writeFileSync(file, whole);
    expect(cut.code).toBe(1);
    expect(cut.report.faults.map(({ what }) => what).join()).toMatch(/^round [^,]* is missing, [^,]*$/);
  });

  test('audit erase --requester: the tickets that the help desk knows of a person, by address and by ID', async () => {
    const asked = { headers: { authorization: 'Bearer any' } };
    const read = async (route: string) =>
      (await (await fetch(`${platformUrl}/api/v2/${route}`, asked)).json()) as {
        tickets: { requester_id: number }[];
        user: { email: string | null };
      };
    const { tickets } = await read('incremental/tickets/cursor?start_time=0&exclude_deleted=true');
    const ids = tickets.map(({ requester_id: id }) => id);
    const requesterId = ids.find((id, index) => ids.indexOf(id) !== index)!;
    const count = ids.filter((id) => id === requesterId).length;
    const { email } = (await read(`users/${requesterId}`)).user;
    for (const requester of [String(requesterId), ...(email === null ? [] : [email])]) {
      const { code, output } = await cli(['audit', 'erase', '--requester', requester, '--json']);
      expect({ code, report: JSON.parse(output) as object }).toMatchObject({
        code: 0,
        report: { tickets: count, erased: false },
      });
    }
    expect((await cli(['audit', 'erase', '--requester', 'a person'])).code).toBe(64);
  });

  test('audit export → audit show: who asked, what was found and written; audit erase takes it away', async () => {
    const exported = (await cli(['audit', 'export', '--from', '1h'])).output.trim().split('\n');
    const { ticketId } = exported
      .map((line) => JSON.parse(line) as TicketEntry)
      .find(({ outcome, verdict }) => outcome === 'updated' && verdict?.source === 'llm')!;
    const show = () => cli(['audit', 'show', ticketId, '--json']);
    const shown = await show();
    expect(JSON.parse(shown.output)).toMatchObject([
      { ticketId, askedBy: 'scan', verdict: { model: expect.any(String) }, write: { note: true } },
    ]);

    const erase = ['audit', 'erase', '--ticket', ticketId, '--json'];
    const plan = { tickets: 1, auditLines: 1, outcomes: 1, runs: 1, atWork: [] };
    expect(JSON.parse((await cli(erase)).output)).toEqual({ ...plan, erased: false });
    expect((await cli([...erase, '--yes'])).code).toBe(64);
    expect((await show()).output).toBe(shown.output);
    const erased = await cli([...erase, '--yes', '--reference', 'DSR-17']);
    expect(JSON.parse(erased.output)).toEqual({ ...plan, erased: true });

    expect(await show()).toMatchObject({ code: 1, output: '[]\n' });
    expect(await verified()).toMatchObject({ code: 0, report: { erased: 1, faults: [] } });
    const nothing = { ...plan, auditLines: 0, outcomes: 0, runs: 0, erased: false };
    await until('Temporal has deleted the run', async () => {
      const { output } = await cli(erase);
      return output === `${JSON.stringify(nothing)}\n`;
    });
    expect((await cli(['audit', 'export', '--from', '1h'])).output).toMatch(/"kind":"erasure".*"DSR-17"/);
  });
});
