/** What one run does. */
export interface RolloutOptions {
  /** Tickets that are to get a verdict. */
  tickets: number;
  /** Aborting it ends the run at once, without a report. */
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Flags as they come from the command line. */
export interface RolloutFlags {
  tickets?: string | undefined;
}

/** With fewer, a step may find no ticket under way, and the run would prove nothing. */
const FEWEST_TICKETS = 100;

/** What the flags ask for, or what is wrong with them. */
export function settingsFor({
  tickets = '600',
}: RolloutFlags): Pick<RolloutOptions, 'tickets'> | { fault: string } {
  const count = Number(tickets);
  if (Number.isSafeInteger(count) && count >= FEWEST_TICKETS) return { tickets: count };
  return { fault: `expected --tickets with a whole number from ${FEWEST_TICKETS}, got ${tickets}` };
}
