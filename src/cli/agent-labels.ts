import type { Priority, TicketState } from '../domain/ticket.js';
import {
  ROOT_CAUSES,
  SENTIMENTS,
  URGENCIES,
  type RootCause,
  type Sentiment,
  type Urgency,
} from '../domain/verdict.js';

/** What a solved ticket is called in the end; a field that its tags leave open is absent. */
export interface AgentLabels {
  root_cause?: RootCause;
  urgency?: Urgency;
  sentiment?: Sentiment;
}

const URGENCY_BY_PRIORITY: Record<Priority, Urgency> = {
  urgent: 'high',
  high: 'high',
  normal: 'medium',
  low: 'low',
};

/**
 * Labels from the tags and the priority that agents left on a ticket. Two tags of one kind leave it open: an agent added
 * the right one, and which of them that was, tags do not say. A priority says more than a tag: agents work by it.
 */
export function agentLabels({ tags, priority }: Pick<TicketState, 'tags' | 'priority'>): AgentLabels {
  const rootCause = onlyOne(ROOT_CAUSES, (cause) => tags.includes(`ai_${cause}`));
  const sentiment = onlyOne(SENTIMENTS, (tone) => tags.includes(`ai_sentiment_${tone}`));
  const urgency =
    priority === null
      ? onlyOne(URGENCIES, (level) => tags.includes(`ai_urgency_${level}`))
      : URGENCY_BY_PRIORITY[priority];
  return {
    ...(rootCause === undefined ? {} : { root_cause: rootCause }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(sentiment === undefined ? {} : { sentiment }),
  };
}

function onlyOne<T>(values: readonly T[], isThere: (value: T) => boolean): T | undefined {
  const found = values.filter(isThere);
  return found.length === 1 ? found[0] : undefined;
}
