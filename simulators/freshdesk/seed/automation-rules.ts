/** When the vendor looks at a rule: once a ticket was created, every hour, or once one was changed. */
export const RULE_TYPES = { creation: 1, hourly: 3, update: 4 } as const;

interface Property {
  field_name: string;
  operator: string;
  value: unknown;
}

interface SeedRule {
  id: number;
  name: string;
  active: boolean;
  /** Whose updates it looks at: 1 agents, 2 requesters, 3 both, 4 the system. Updates only. */
  performer?: 1 | 2 | 3 | 4;
  /** What must have happened, one of them. Updates only. */
  events?: readonly Record<string, unknown>[];
  matchType: 'all' | 'any';
  properties: readonly Property[];
  actions: readonly { field_name: string; value?: unknown }[];
}

const property = (field_name: string, operator: string, value: unknown): Property => ({
  field_name,
  operator,
  value,
});
const MAIL_GROUP = { field_name: 'send_email_to_group', value: 43_000_200_001 };

/**
 * What a shop of this kind has set up: rules that fire on tags and priorities that an integration sets, on private
 * notes, and rules that look as if they did and do not.
 */
export const AUTOMATION_RULES: Record<number, readonly SeedRule[]> = {
  [RULE_TYPES.creation]: [
    {
      id: 43_000_500_001,
      name: 'Billing mails go to billing',
      active: true,
      matchType: 'any',
      properties: [property('subject_or_description', 'contains', ['invoice', 'refund'])],
      actions: [{ field_name: 'group_id', value: 43_000_200_001 }],
    },
  ],
  [RULE_TYPES.hourly]: [
    {
      id: 43_000_500_101,
      name: 'Close four days after resolving',
      active: true,
      matchType: 'all',
      properties: [property('hours_since_resolved', 'greater_than', 96), property('status', 'in', [4])],
      actions: [{ field_name: 'status', value: 5 }],
    },
    {
      id: 43_000_500_102,
      name: 'Remind about urgent tickets',
      active: true,
      matchType: 'all',
      properties: [property('priority', 'in', [3, 4]), property('hours_since_opened', 'greater_than', 4)],
      actions: [{ field_name: 'add_tag', value: ['reminded'] }],
    },
  ],
  [RULE_TYPES.update]: [
    {
      id: 43_000_500_201,
      name: 'Page the duty engineer',
      active: true,
      performer: 1,
      events: [{ field_name: 'priority', from: '--', to: 3 }],
      matchType: 'all',
      properties: [property('status', 'in', [2, 3])],
      actions: [MAIL_GROUP],
    },
    {
      id: 43_000_500_202,
      name: 'Send refunds to billing',
      active: true,
      performer: 1,
      events: [{ field_name: 'ticket_action', value: 'update' }],
      matchType: 'all',
      properties: [property('tag_names', 'in', ['ai_refund', 'refund_requested'])],
      actions: [{ field_name: 'group_id', value: 43_000_200_001 }],
    },
    {
      id: 43_000_500_203,
      name: 'Tell the group about private notes',
      active: true,
      performer: 1,
      events: [{ field_name: 'note_type', value: 'private' }],
      matchType: 'all',
      properties: [],
      actions: [MAIL_GROUP],
    },
    {
      id: 43_000_500_204,
      name: 'Open again when the customer answers',
      active: true,
      performer: 2,
      events: [{ field_name: 'reply_sent' }],
      matchType: 'all',
      properties: [property('status', 'in', [3, 4])],
      actions: [{ field_name: 'status', value: 2 }],
    },
    {
      id: 43_000_500_205,
      name: 'Old paging rule',
      active: false,
      performer: 3,
      events: [{ field_name: 'priority', from: '--', to: '--' }],
      matchType: 'all',
      properties: [],
      actions: [MAIL_GROUP],
    },
  ],
};
