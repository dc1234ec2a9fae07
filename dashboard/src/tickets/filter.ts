/** What narrows the list; empty: not narrowed. Named as the API's parameters. */
export interface TicketFilter {
  ticket: string;
  kind: string;
  source: string;
  root_cause: string;
  urgency: string;
  sentiment: string;
}

export const NO_FILTER: TicketFilter = {
  ticket: '',
  kind: '',
  source: '',
  root_cause: '',
  urgency: '',
  sentiment: '',
};

/** Each choice, with its name. */
export const CHOICES = [
  ['kind', 'Outcome', ['updated', 'unchanged', 'dryRun', 'skipped', 'failed']],
  ['source', 'Decided by', ['llm', 'rules']],
  ['root_cause', 'Root cause', ['bug', 'feature', 'refund', 'other']],
  ['urgency', 'Urgency', ['high', 'medium', 'low']],
  ['sentiment', 'Sentiment', ['negative', 'neutral', 'positive']],
] as const;
