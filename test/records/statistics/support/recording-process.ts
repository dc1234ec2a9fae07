/** A process of its own that records rounds: arguments are the location and the rounds, as JSON. */
import type { OutcomeRecord } from '../../../../src/contract/outcome.js';
import { openOutcomeStore, type OutcomeStoreLocation } from '../../../../src/records/statistics/database.js';

const [location, rounds] = process.argv.slice(2).map((argument) => JSON.parse(argument) as unknown);
const store = await openOutcomeStore(location as OutcomeStoreLocation);
let added = 0;
for (const round of rounds as OutcomeRecord[]) if (await store.record(round)) added += 1;
await store.close();
process.stdout.write(String(added));
