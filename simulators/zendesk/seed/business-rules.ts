/** One condition in the vendor's words. */
interface Condition {
  field: string;
  operator: string;
  value: string | null;
}

interface SeedRule {
  id: number;
  title: string;
  active: boolean;
  all: readonly Condition[];
  any: readonly Condition[];
  actions: readonly { field: string; value: string | readonly string[] }[];
}

const condition = (field: string, operator: string, value: string | null = null): Condition => ({
  field,
  operator,
  value,
});
const mail = (whom: string, subject: string) => ({
  field: 'notification_user',
  value: [whom, subject, 'See ticket {{ticket.id}}.'],
});
const UPDATED = condition('update_type', 'is', 'Change');
const UNSOLVED = condition('status', 'less_than', 'solved');

/**
 * What a shop of this kind has set up: rules that fire on tags and priorities that an integration sets, on internal
 * notes, and rules that look as if they did and do not.
 */
export const TRIGGERS: readonly SeedRule[] = [
  {
    id: 6_130_870_100_090,
    title: 'Confirm a new request',
    active: true,
    all: [condition('update_type', 'is', 'Create'), condition('ticket_is_public', 'is', 'public')],
    any: [],
    actions: [mail('requester_id', 'We have your request')],
  },
  {
    id: 6_130_870_100_218,
    title: 'Tell the requester about a reply',
    active: true,
    all: [UPDATED, condition('comment_is_public', 'is', 'requester_can_see_comment')],
    any: [],
    actions: [mail('requester_id', 'An answer to your request')],
  },
  {
    id: 6_130_870_100_346,
    title: 'Tell the assignee about any comment',
    active: true,
    all: [
      condition('comment_is_public', 'is', 'not_relevant'),
      condition('assignee_id', 'is_not', 'current_user'),
      condition('assignee_id', 'not_changed'),
      condition('status', 'not_value', 'solved'),
    ],
    any: [],
    actions: [mail('assignee_id', 'A comment on your ticket')],
  },
  {
    id: 6_130_870_100_474,
    title: 'Page the duty engineer',
    active: true,
    all: [UPDATED, UNSOLVED],
    any: [condition('priority', 'value', 'high'), condition('priority', 'value', 'urgent')],
    actions: [mail('6130911000026', 'Somebody is needed')],
  },
  {
    id: 6_130_870_100_602,
    title: 'Send refunds to billing',
    active: true,
    all: [condition('current_tags', 'includes', 'ai_refund refund_requested'), UNSOLVED],
    any: [],
    actions: [{ field: 'group_id', value: '6130852536346' }],
  },
  {
    id: 6_130_870_100_730,
    title: 'Greet VIP customers',
    active: true,
    all: [UPDATED, condition('current_tags', 'includes', 'vip')],
    any: [],
    actions: [{ field: 'current_tags', value: 'greeted' }],
  },
  {
    id: 6_130_870_100_858,
    title: 'Escalate what people raise, not integrations',
    active: true,
    all: [condition('priority', 'changed'), condition('current_via_id', 'is_not', '5')],
    any: [],
    actions: [{ field: 'current_tags', value: 'escalated' }],
  },
  {
    id: 6_130_870_100_986,
    title: 'Old paging rule',
    active: false,
    all: [condition('priority', 'changed')],
    any: [],
    actions: [mail('6130911000154', 'Somebody is needed')],
  },
];

/** Looked at every hour. */
export const AUTOMATIONS: readonly SeedRule[] = [
  {
    id: 6_130_870_200_090,
    title: 'Close four days after solving',
    active: true,
    all: [condition('status', 'is', 'solved'), condition('SOLVED', 'greater_than', '96')],
    any: [],
    actions: [{ field: 'status', value: 'closed' }],
  },
  {
    id: 6_130_870_200_218,
    title: 'Remind about high priority tickets',
    active: true,
    all: [
      condition('priority', 'greater_than', 'normal'),
      condition('OPEN', 'greater_than', '4'),
      condition('current_tags', 'not_includes', 'reminded'),
    ],
    any: [],
    actions: [{ field: 'current_tags', value: 'reminded' }],
  },
];
