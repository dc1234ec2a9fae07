import type { Category } from '../tenant-policy.js';

/** What the model answers when none of the tenant's categories fits. */
export const NO_CATEGORY = 'none';

/** What the field may hold, `none` last. */
export const categoryNames = (categories: readonly Category[]): string[] => [
  ...categories.map(({ name }) => name),
  NO_CATEGORY,
];

/** The definitions, as those of the fixed fields are given: a line each. */
export function categoryInstructions(categories: readonly Category[]): string {
  const lines = categories.map(
    ({ name, description }) => `- ${name}: ${description.replace(/\s+/g, ' ').trim()}`,
  );
  return ['category', ...lines, `- ${NO_CATEGORY}: none of these fits.`].join('\n');
}

/** Behind the ticket, where a small model still has it in mind; nothing without categories. */
export const categoryQuestion = (categories: readonly Category[]): string =>
  categories.length === 0 ? '' : ` category is one of: ${categoryNames(categories).join(', ')}.`;
