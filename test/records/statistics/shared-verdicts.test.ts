import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import { createEncryptionCodec, createSealer } from '../../../src/crypto/payload-codec.js';
import type { ModelVerdict } from '../../../src/ports/records.js';
import { MIGRATIONS, migrate } from '../../../src/records/statistics/migrations.js';
import {
  openDatabase,
  openOutcomeStore,
  type OutcomeStoreLocation,
} from '../../../src/records/statistics/database.js';
import {
  createSharedVerdicts,
  deleteExpiredVerdicts,
} from '../../../src/records/statistics/shared-verdicts.js';
import type { StatisticsTables } from '../../../src/records/statistics/tables.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { onEachDatabase } from './support/databases.js';

const DAY_MS = 86_400_000;
const VERDICT: ModelVerdict = {
  verdict: { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' },
  source: 'llm',
  model: 'm',
  promptVersion: 'p',
};
const KEY = { tenant: 'acme', inputHash: 'abc' };
const keyed = (inputHash: string, tenant = 'acme') => ({ tenant, inputHash });

onEachDatabase((newLocation) => {
  let location: OutcomeStoreLocation;
  let db: Kysely<StatisticsTables>;
  let nowMs: number;
  const sealer = createSealer(createEncryptionCodec(freshKeys('k1')));
  const verdicts = (limits = {}, by = sealer) =>
    createSharedVerdicts(db, by, { ...limits, now: () => nowMs });
  const rows = () => db.selectFrom('cached_verdicts').selectAll().orderBy('input_hash').execute();

  beforeEach(async () => {
    location = await newLocation();
    const opened = openDatabase<StatisticsTables>(location);
    ({ db } = opened);
    await migrate(db, { begin: opened.beginMigration, migrations: MIGRATIONS });
    nowMs = Date.parse('2026-03-01T12:00:00Z');
  });
  afterEach(() => db.destroy());

  test('a verdict is found under its key, by every worker with the same keys', async () => {
    await verdicts().keep(KEY, VERDICT);
    expect(await verdicts().find(KEY)).toEqual(VERDICT);
    expect(await verdicts().find(keyed('abd'))).toBeNull();
    expect(await verdicts().find(keyed('abc', 'other'))).toBeNull();
  });

  test('a newer verdict replaces it', async () => {
    await verdicts().keep(KEY, VERDICT);
    await verdicts().keep(KEY, { ...VERDICT, model: 'newer' });
    expect(await verdicts().find(KEY)).toMatchObject({ model: 'newer' });
    expect(await rows()).toHaveLength(1);
  });

  test('nothing of it can be read in the database', async () => {
    await verdicts().keep(KEY, VERDICT);
    const [row] = await rows();
    const stored = `${row?.sealed} ${Buffer.from(row?.sealed ?? '', 'base64').toString('latin1')}`;
    expect(stored).not.toMatch(/export|crash|bug|negative/i);
  });

  test('a row under a key that we do not have is a miss, and is replaced', async () => {
    await verdicts().keep(KEY, VERDICT);
    const rotated = createSealer(createEncryptionCodec(freshKeys('k2')));
    expect(await verdicts({}, rotated).find(KEY)).toBeNull();
    await verdicts({}, rotated).keep(KEY, VERDICT);
    expect(await verdicts({}, rotated).find(KEY)).toEqual(VERDICT);
  });

  test('a row that somebody copied to another key is a miss', async () => {
    await verdicts().keep(KEY, VERDICT);
    const [row] = await rows();
    await db
      .insertInto('cached_verdicts')
      .values([
        { ...row!, input_hash: 'other' },
        { ...row!, tenant: 'other' },
      ])
      .execute();
    expect(await verdicts().find(keyed('other'))).toBeNull();
    expect(await verdicts().find(keyed('abc', 'other'))).toBeNull();
  });

  describe('after a week', () => {
    test('a verdict is a miss', async () => {
      await verdicts().keep(KEY, VERDICT);
      nowMs += 7 * DAY_MS - 1;
      expect(await verdicts().find(KEY)).toEqual(VERDICT);
      nowMs += 1;
      expect(await verdicts().find(KEY)).toBeNull();
    });

    test('it is deleted, and younger ones are not', async () => {
      await verdicts().keep(keyed('old'), VERDICT);
      nowMs += 1;
      await verdicts().keep(keyed('young'), VERDICT);
      await deleteExpiredVerdicts(db, nowMs - 1 + 7 * DAY_MS);
      expect((await rows()).map(({ input_hash }) => input_hash)).toEqual(['young']);
    });

    test('the retention deletes it', async () => {
      nowMs = Date.now() - 8 * DAY_MS;
      await verdicts().keep(KEY, VERDICT);
      const store = await openOutcomeStore(location);
      await store.deleteBefore('2020-01-01T00:00:00Z');
      await store.close();
      expect(await rows()).toEqual([]);
    });
  });

  test('a tenant keeps its newest verdicts up to the limit; others are not touched', async () => {
    const bounded = verdicts({ mostPerTenant: 3, keptBetweenSweeps: 5 });
    await verdicts().keep(keyed('theirs', 'other'), VERDICT);
    for (const hash of ['1', '2', '3', '4', '5']) {
      nowMs += 1;
      await bounded.keep(keyed(hash), VERDICT);
    }
    expect((await rows()).map(({ input_hash }) => input_hash)).toEqual(['3', '4', '5', 'theirs']);
  });
});
