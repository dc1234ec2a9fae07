import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { newEncryptionKeyText, keyFileIn } from '../../src/crypto/keys.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';

jest.setTimeout(180_000);

const { History } = proto.temporal.api.history.v1;

describe('keys of an installation are rotated', () => {
  let installation: TestInstallation;
  let keyFile: string;
  let platformUrl: string;
  let env: Record<string, string>;
  let firstKey: string;
  let firstTicket: string;
  beforeAll(async () => {
    installation = new TestInstallation();
    keyFile = keyFileIn(installation.dataDir);
    platformUrl = await installation.simulate('zendesk', ['--tickets', '5']);
    const llmUrl = await installation.simulate('llm');
    env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` };
    const up = installation.cli(['up', '--once'], env);
    expect({ code: await up.ended, output: up.output() }).toMatchObject({ code: 0 });
    firstKey = readFileSync(keyFile, 'utf8').trim();
    const { tickets } = await sim<Ledger>(platformUrl, 'ledger');
    firstTicket = Object.keys(tickets).find((id) => tickets[id]!.writes === 1) ?? '';
  });
  afterAll(() => installation.close());

  const idOf = (key: string): string => key.slice(0, key.indexOf(':'));
  const command = async (...args: string[]) => {
    const { ended, output } = installation.cli(args);
    expect({ code: await ended, output: output() }).toMatchObject({ code: 0 });
    return output();
  };
  /** Which of these keys a run's history names, as it is stored. */
  const keysUsed = async (ticketId: string, keys: string[]): Promise<string[]> => {
    const connection = await Connection.connect({ address: installation.runtime.temporalAddress });
    try {
      const run = new Client({ connection }).workflow.getHandle(`ticket-default-zendesk-${ticketId}`);
      const history = Buffer.from(History.encode(await run.fetchHistory()).finish());
      return keys.filter((key) => history.includes(idOf(key)));
    } finally {
      await connection.close();
    }
  };

  test('the old key is missing → up refuses to start and names it; it shows no key', async () => {
    const other = newEncryptionKeyText('only-new');
    writeFileSync(keyFile, other);
    const up = installation.cli(['up', '--once'], env);
    expect(await up.ended).toBe(1);
    expect(up.output()).toContain(
      `a payload was encrypted with key "${idOf(firstKey)}", which is not configured; ` +
        'PAYLOAD_ENCRYPTION_KEYS has "only-new"',
    );
    expect(up.output()).not.toContain(other.slice('only-new:'.length));
  });

  test('a new key in front → old runs are readable, what is new has the new key, an open run goes on', async () => {
    const newKey = newEncryptionKeyText('after-rotation');
    writeFileSync(keyFile, `${newKey},${firstKey}`);
    const up = installation.cli(['up'], env);
    await until('the scan is done', () => up.output().includes('Scanning by'));

    const show = ['temporal', 'workflow', 'show', '--output', 'json', '--workflow-id'];
    const past = await command(...show, `ticket-default-zendesk-${firstTicket}`);
    expect(decodedTexts(past)).toContain('AI triage: ');
    expect(await keysUsed(firstTicket, [newKey, firstKey])).toEqual([firstKey]);

    await command('reprocess', firstTicket);
    await until('the desk, open since before, has served it', async () => {
      return (await sim<Ledger>(platformUrl, 'ledger')).tickets[firstTicket]?.writes === 2;
    });
    expect(await keysUsed(firstTicket, [newKey, firstKey])).toEqual([newKey]);
    const present = await command(...show, `ticket-default-zendesk-${firstTicket}`);
    expect(decodedTexts(present)).toContain('AI triage: ');
  });
});

/** All that a history, as the CLI prints it through the codec, carries in payloads. */
const decodedTexts = (shown: string): string =>
  [...shown.matchAll(/"data": "([A-Za-z0-9+/=]*)"/g)]
    .map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8'))
    .join('\n');
