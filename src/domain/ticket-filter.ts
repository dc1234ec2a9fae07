/** Where a ticket belongs and how it came in: IDs of the help desk's own, and its word for the channel. Null: not said. */
export interface TicketPlace {
  group: string | null;
  brand: string | null;
  form: string | null;
  channel: string | null;
}

/** `only`: it must be one of them. `except`: it may be none of them. */
export interface Choice {
  only?: readonly string[] | undefined;
  except?: readonly string[] | undefined;
}

/** By what a tenant chooses its tickets, beside their status. Of several all must hold. */
export const FILTERED_BY = ['group', 'brand', 'form', 'channel', 'tag'] as const;
export type FilteredBy = (typeof FILTERED_BY)[number];
export type TicketFilter = Readonly<Partial<Record<FilteredBy, Choice | undefined>>>;

/** The first choice that leaves a ticket out; null when none does. Upper and lower case are the same. */
export function leftOutBy(
  { place, tags }: { place?: TicketPlace | undefined; tags: readonly string[] },
  filter: TicketFilter,
): FilteredBy | null {
  const valuesOf = (by: FilteredBy): readonly (string | null | undefined)[] =>
    by === 'tag' ? tags : [place?.[by]];
  const left = FILTERED_BY.find((by) => !allows(filter[by], valuesOf(by)));
  return left ?? null;
}

function allows(choice: Choice | undefined, values: readonly (string | null | undefined)[]): boolean {
  const has = (names: readonly string[]) =>
    names.some((name) => values.some((value) => value?.toLowerCase() === name.toLowerCase()));
  return (choice?.only === undefined || has(choice.only)) && !has(choice?.except ?? []);
}
