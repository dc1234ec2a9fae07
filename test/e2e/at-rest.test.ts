import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { expectNothingReadableAtRest, HELP_DESK_FOLDER, secretsOf } from '../support/at-rest-checks.js';
import { PlainSearch } from '../support/plain-search.js';
import { TestInstallation, until } from '../support/running-up.js';

jest.setTimeout(180_000);

const run = promisify(execFile);

/** Answers that become failure messages, and verdicts of both kinds. */
const MODEL_FAULTS = {
  prose: 0.1,
  badJson: 0.1,
  wrongEnum: 0.1,
  refusal: 0.1,
  error429WithoutRetryAfter: 0.05,
};

describe('what up keeps on the disk', () => {
  let installation: TestInstallation;
  let platformUrl: string;
  beforeAll(async () => {
    installation = new TestInstallation();
    platformUrl = await installation.simulate('zendesk', [
      ...['--tickets', '90', '--requests-per-minute', '0', '--updates-per-minute', '0'],
    ]);
    const llmUrl = await installation.simulate('llm', ['--faults', JSON.stringify(MODEL_FAULTS)]);
    const env = { ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1`, LOG_LEVEL: 'debug' };
    const up = installation.cli(['up'], env);
    await until('the scan is done', () => up.output().includes('Scanning by'));
    expect(up.output()).toMatch(/listed +unwanted/);
  });
  afterAll(() => installation.close());

  const find = (...texts: string[]) =>
    new PlainSearch(texts).findUnder(installation.dataDir, [HELP_DESK_FOLDER]);

  test('nothing of a ticket, its people or its verdict can be read, debug logs and failures included', async () => {
    await expectNothingReadableAtRest(installation.dataDir, platformUrl);
  });

  test('what is stored in the clear is found: IDs in every store, and a signal sent without the codec', async () => {
    const [secret = ''] = (await secretsOf(platformUrl)).phrases;
    expect(find('ticket-default-zendesk-1').join()).toMatch(/audit.*logs.*statistics\.db.*temporal\.db/);
    expect(find(secret)).toEqual([]);
    const { temporalAddress } = installation.runtime;
    await run(process.env['TEMPORAL_CLI_PATH'] ?? '', [
      ...['workflow', 'signal', '--address', temporalAddress, '--workflow-id', 'desk-default'],
      ...['--name', 'reprocess', '--input', JSON.stringify({ note: secret })],
    ]);
    await until('the signal is stored', () => find(secret).some((found) => found.includes('temporal.db')));
  });
});
