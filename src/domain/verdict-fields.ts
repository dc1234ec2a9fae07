import type { Priority } from './ticket.js';

/** Colours of labels, by the names that style sheets know. */
export type Tone = 'red' | 'amber' | 'green' | 'teal' | 'blue' | 'purple' | 'grey';

/** What a field of a verdict is: all that the project knows about it. */
export interface VerdictField<Label extends string = string> {
  /** In the order in which they are asked for, counted and listed. */
  labels: readonly Label[];
  /** For people: in the note, in tables and on the dashboard. */
  title: string;
  /** What a sentence says before the label, where the label alone would not tell what it is about. */
  spoken?: string;
  /** True: a verdict may lack it. Those from before the field was added do. */
  isOptional?: true;
  /** Behind its name in the list of what the model answers. */
  brief: string;
  /** For the model: what each label means. */
  meaning: string;
  /** True: the meaning is told in the instructions as well as in the schema. */
  isExplained?: true;
  /** Labels that the model may answer besides, each with the label that it counts as. */
  alsoAnswered?: Readonly<Record<string, Label>>;
  /** Labels that the model is told of when the keyword rules find them. */
  hints: readonly Label[];
  /** What the rules say where no phrase speaks for a label. Absent: nothing, or the field has a rule of its own. */
  otherwise?: Label;
  /** How often customers write the field's name; where they never do, a ticket that does gives the model orders. */
  namedInTickets: 'never' | 'seldom' | 'often';
  /** True: a verdict's confidence is that in this field and the others of the kind together. */
  isConfidence?: true;
  /** With a label behind it, a tag of ours. */
  tagPrefix: string;
  /** In Temporal: a keyword. */
  searchAttribute: string;
  /** True: requests for new verdicts (desk, CLI, API) can select by it. */
  selectsRequests?: true;
  /** True: the metric of rounds is split by it; each label multiplies its series. */
  isMetricLabel?: true;
  /** The priority that a label sets, and the label that a priority stands for. */
  priority?: { set: Readonly<Record<Label, Priority>>; meant: Readonly<Record<Priority, Label>> };
  /** In the daily summary: its counts, or the share of each label beside that of the day before. Absent: left out. */
  summary?: 'counts' | 'change';
  /** The colour of each label, in the order of charts and choices. */
  tones: Readonly<Record<Label, Tone>>;
}

const fields = <const T extends Record<string, { labels: readonly string[] }>>(
  table: T & { [K in keyof T]: VerdictField<T[K]['labels'][number]> },
): T => table;

/** Our tags begin with it. */
export const TAG_PREFIX = 'ai_';

/**
 * The classified fields of a verdict, by their names on the wire (INTERFACE section 4). The schema and the prompt, tags,
 * note, search attributes, statistics, filters, exports, charts and metrics follow from here.
 *
 * `meaning` is read by servers that show the schema to the model, and by models that are sent it in words. A small model
 * whose server only holds its answer to the schema does better without, by what the labels' names say
 * (docs/evaluation.md); so most of these words are no part of the instructions.
 */
export const VERDICT_FIELDS = fields({
  root_cause: {
    labels: ['bug', 'feature', 'refund', 'other'],
    title: 'Root cause',
    brief: 'the kind of ticket',
    meaning:
      'bug (software is broken: error, crash, wrong result, outage), feature (asks to add or change something in the software), refund (a refund, a return, money back), question (how to, why, whether), other (anything else: everyday requests, chat).',
    // A small model that has no word for a question calls it a bug, rather than `other` (docs/evaluation.md).
    alsoAnswered: { question: 'other' },
    hints: ['refund', 'feature'],
    namedInTickets: 'never',
    isConfidence: true,
    tagPrefix: TAG_PREFIX,
    searchAttribute: 'RootCause',
    selectsRequests: true,
    isMetricLabel: true,
    summary: 'counts',
    tones: { bug: 'red', feature: 'blue', refund: 'amber', other: 'grey' },
  },
  urgency: {
    labels: ['high', 'medium', 'low'],
    title: 'Urgency',
    spoken: 'urgency',
    brief: 'high, medium or low',
    meaning:
      'high (a system fails, work stands still, many affected, security, money or data lost, asks for quick help), medium (a problem that can wait some days), low (question, wish, feedback).',
    isExplained: true,
    hints: ['high'],
    namedInTickets: 'often',
    isConfidence: true,
    tagPrefix: 'ai_urgency_',
    searchAttribute: 'Urgency',
    isMetricLabel: true,
    priority: {
      set: { high: 'high', medium: 'normal', low: 'low' },
      meant: { urgent: 'high', high: 'high', normal: 'medium', low: 'low' },
    },
    tones: { high: 'red', medium: 'amber', low: 'teal' },
  },
  sentiment: {
    labels: ['positive', 'neutral', 'negative'],
    title: 'Sentiment',
    brief: 'positive or negative, sometimes neutral',
    meaning:
      'positive (thanks, praise, joy), negative (complaint, anger, disappointment, sarcasm), neutral (plain statement or question).',
    hints: ['positive', 'negative'],
    namedInTickets: 'seldom',
    tagPrefix: 'ai_sentiment_',
    searchAttribute: 'Sentiment',
    summary: 'change',
    tones: { negative: 'red', neutral: 'grey', positive: 'green' },
  },
});

type Table = typeof VERDICT_FIELDS;
type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** A field's name on the wire. */
export type FieldKey = keyof Table;
/** The same in our records and the dashboard's API: `rootCause`. */
export type FieldName<K extends FieldKey = FieldKey> = CamelCase<K>;
/** Its counts among figures: `byRootCause`. */
export type CountsName<K extends FieldKey = FieldKey> = `by${Capitalize<FieldName<K>>}`;
export type LabelOf<K extends FieldKey> = Table[K]['labels'][number];

type OptionalKey = { [K in FieldKey]: Table[K] extends { isOptional: true } ? K : never }[FieldKey];
type RequiredKey = Exclude<FieldKey, OptionalKey>;

/** A value for each field by key; those of optional fields may be absent. */
type ByKey<V extends Record<FieldKey, unknown>> = { [K in RequiredKey]: V[K] } & {
  [K in OptionalKey]?: V[K];
};
type ByName<V extends Record<FieldKey, unknown>> = { [K in RequiredKey as FieldName<K>]: V[K] } & {
  [K in OptionalKey as FieldName<K>]?: V[K];
};

/** The labels of a verdict, by wire name. */
export type Labels = ByKey<{ [K in FieldKey]: LabelOf<K> }>;
/** The labels of a verdict in our records. */
export type NamedLabels = ByName<{ [K in FieldKey]: LabelOf<K> }>;
/** A value for each field, by the name in our records. */
export type NamedValues<V> = ByName<Record<FieldKey, V>>;
/** How many rounds got each label. */
export type LabelCounts = { [K in FieldKey as CountsName<K>]: Record<LabelOf<K>, number> };

/** A field with its names. */
export interface NamedField extends VerdictField {
  key: FieldKey;
  name: FieldName;
  counts: CountsName;
}

const camelCase = (key: string): string =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** All fields, in the order of the table. */
export const FIELDS: readonly NamedField[] = Object.entries<VerdictField>(VERDICT_FIELDS).map(
  ([key, field]) => ({
    ...field,
    key: key as FieldKey,
    name: camelCase(key) as FieldName,
    counts: camelCase(`by_${key}`) as CountsName,
  }),
);

/** What a model may answer for a field. */
export const answersOf = ({ labels, alsoAnswered = {} }: VerdictField): string[] => [
  ...labels,
  ...Object.keys(alsoAnswered),
];

/** A field's tag for a label. */
export const tagOf = ({ tagPrefix }: VerdictField, label: string): string => `${tagPrefix}${label}`;

type ForEachField<Name extends string, T> = undefined extends T
  ? Partial<Record<Name, Exclude<T, undefined>>>
  : Record<Name, T>;

/** An object with a value for each field that has one, under the field's name of the kind that `as` says. */
export function forEachField<As extends 'key' | 'name' | 'counts', T>(
  as: As,
  valueOf: (field: NamedField) => T,
): ForEachField<NamedField[As], T> {
  const entries = FIELDS.map((field) => [field[as], valueOf(field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as ForEachField<
    NamedField[As],
    T
  >;
}

/** Labels from a verdict or one of our records; `undefined`: it lacks the field. */
export const labelIn = (
  labelled: Partial<Labels> | Partial<NamedLabels>,
  { key, name }: NamedField,
): string | undefined => {
  const { [key]: byKey, [name]: byName } = labelled as Record<string, string | undefined>;
  return byKey ?? byName;
};

/** The labels alone, by wire name. */
export const labelsOf = (labelled: Labels): Labels =>
  forEachField('key', (field) => labelIn(labelled, field)) as Labels;

/** The labels alone, as our records name them. */
export const namedLabelsOf = <L extends Partial<Labels>>(labelled: L) =>
  forEachField('name', (field) => labelIn(labelled, field)) as L extends Labels
    ? NamedLabels
    : Partial<NamedLabels>;

/** `bug`, `high`, `negative` */
export const labelList = (labelled: Labels | NamedLabels): string[] =>
  FIELDS.flatMap((field) => labelIn(labelled, field) ?? []);

/** `bug, urgency high, negative` */
export const labelsInWords = (labelled: Labels | NamedLabels): string =>
  FIELDS.flatMap((field) => {
    const label = labelIn(labelled, field);
    if (label === undefined) return [];
    return [field.spoken === undefined ? label : `${field.spoken} ${label}`];
  }).join(', ');
