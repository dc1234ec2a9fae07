/**
 * Learns labels from tickets that people have labelled, for the rules to use when the model has no answer.
 *
 *   npm run --silent train -- --set FILE… > classifier.json
 *
 * A FILE is JSONL of {subject, description, root_cause?, urgency?, sentiment?}, as `ticket-processor export-labels`
 * writes it. A field is kept when it beats the keyword rules in cross-validation. The classifier goes to stdout, how it
 * fared to stderr. Exit 1 when nothing was learnt.
 */
import { parseArgs } from 'node:util';
import { table } from '../src/cli/terminal/terminal.js';
import { readOwnSet } from './eval/read-sets.js';
import { learn, LEAST_OF_A_FIELD, type LearntReport } from './train/learn.js';

const { values } = parseArgs({ options: { set: { type: 'string', multiple: true, default: [] } } });
if (values.set.length === 0) {
  console.error('--set: expected at least one file of labelled tickets, got none');
  process.exit(64);
}
const { classifier, report } = learn(values.set.flatMap((file) => readOwnSet(file).cases));
console.error(table([['field', 'tickets', 'rules', 'learnt', 'kept'], ...report.map(row)]));
if (Object.keys(classifier.fields).length === 0) {
  console.error(`Nothing was learnt: expected at least ${LEAST_OF_A_FIELD} labelled tickets of a field.`);
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(classifier)}\n`);

function row({ field, cases, rules, learnt, kept }: LearntReport): string[] {
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3));
  return [field, String(cases), figure(rules), figure(learnt), kept ? 'yes' : 'no'];
}
