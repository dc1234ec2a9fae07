import { FIELDS, forEachField, type FieldKey } from '../../../src/domain/verdict-fields.js';

/** What narrows the list; empty: not narrowed. Named as the API's parameters. */
export type TicketFilter = Record<'ticket' | 'kind' | 'source' | FieldKey, string>;

export const NO_FILTER: TicketFilter = {
  ticket: '',
  kind: '',
  source: '',
  ...forEachField('key', () => ''),
};

type Choice = [parameter: keyof TicketFilter, name: string, labels: readonly string[]];

/** Each choice, with its name. */
export const CHOICES: readonly Choice[] = [
  ['kind', 'Outcome', ['updated', 'unchanged', 'dryRun', 'skipped', 'failed']],
  ['source', 'Decided by', ['llm', 'rules']],
  ...FIELDS.map(({ key, title, tones }): Choice => [key, title, Object.keys(tones)]),
];
