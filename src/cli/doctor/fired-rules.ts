import { decideMerge, hasOwnTag, PROCESSED_TAG } from '../../domain/merge.js';
import type { Priority } from '../../domain/ticket.js';
import { URGENCIES } from '../../domain/verdict.js';
import type { BusinessRule, RuleCondition } from '../../ports/platform.js';

/** A rule that a verdict of ours would fire, and why. */
export interface FiredRule {
  ruleId: string;
  kind: BusinessRule['kind'];
  title: string;
  /** Conditions that our write meets by itself. */
  because: string[];
  /** Conditions that must hold besides, each: the ticket decides. */
  onlyIf: string[];
}

/**
 * What a condition has to say about our write: it holds because of the write (`met`), it never holds for one
 * (`never`), or the ticket decides (`open`).
 */
type Standing = 'met' | 'never' | 'open';

/** The priorities that a verdict sets where there was none. */
const OUR_PRIORITIES: readonly Priority[] = URGENCIES.flatMap((urgency) => {
  const verdict = { summary: '', root_cause: 'other', urgency, sentiment: 'neutral' } as const;
  const ticket = { tags: [], priority: null };
  return decideMerge({ ticket, verdict, source: 'llm', previous: null, force: false }).priority ?? [];
});
/** What we may change: nothing, or what we set before. */
const CHANGED_BY_US: readonly (Priority | null)[] = [null, ...OUR_PRIORITIES];

/**
 * The rules that the tags, the priority or the note of a verdict would fire, in the order given. A rule that fires on
 * any update is none of them: something of ours must be among its conditions.
 */
export function firedRules(rules: readonly BusinessRule[]): FiredRule[] {
  return rules.flatMap((rule) => fired(rule) ?? []);
}

function fired({ ruleId, kind, title, all, any }: BusinessRule): FiredRule | null {
  const standing = (conditions: readonly RuleCondition[], wanted: Standing) =>
    conditions.filter((condition) => standingOf(condition) === wanted).map(({ words }) => words);
  if (standing(all, 'never').length > 0) return null;
  if (any.length > 0 && standing(any, 'never').length === any.length) return null;
  const metByAny = standing(any, 'met');
  const because = [...standing(all, 'met'), ...metByAny];
  if (because.length === 0) return null;
  const oneOfAny = metByAny.length > 0 ? [] : standing(any, 'open');
  const onlyIf = [...standing(all, 'open'), ...(oneOfAny.length > 0 ? [oneOfAny.join(' or ')] : [])];
  return { ruleId, kind, title, because, onlyIf };
}

function standingOf(condition: RuleCondition): Standing {
  switch (condition.about) {
    case 'tags':
      if (condition.has === 'anyOf') return hasOwnTag(condition.tags) ? 'met' : 'open';
      return condition.tags.includes(PROCESSED_TAG) ? 'never' : 'open';
    case 'priority': {
      // What holds without a priority held before we came.
      const { oneOf } = condition;
      return !oneOf.includes(null) && OUR_PRIORITIES.some((priority) => oneOf.includes(priority))
        ? 'met'
        : 'open';
    }
    case 'priorityChange': {
      const { from, to } = condition;
      const ours = CHANGED_BY_US.some((before) =>
        OUR_PRIORITIES.some((after) => before !== after && from.includes(before) && to.includes(after)),
      );
      return ours ? 'met' : 'never';
    }
    case 'note':
      return 'met';
    case 'otherUpdate':
      return 'never';
    case 'ticket':
      return 'open';
  }
}
