import type { EvalCase } from '../../bench/eval/cases.js';

const ABOUT = {
  bug: ['the gizmo went dark', 'gizmo number seven is asleep', 'a gizmo does nothing'],
  feature: ['a purple widget for everyone', 'we dream of a widget', 'widget, larger'],
  other: ['when do you open on sunday', 'lunch on sunday', 'see you sunday'],
} as const;

/** Tickets whose words the keyword rules do not know; a root cause has one word of its own. */
export const labelledTickets = (number: number): EvalCase[] =>
  Array.from({ length: number }, (_none, index) => {
    const root_cause = (['bug', 'feature', 'other'] as const)[index % 3]!;
    const text = ABOUT[root_cause][Math.floor(index / 3) % 3]!;
    return { subject: `Message ${index}`, description: `Hello, ${text}, as I said.`, root_cause };
  });
