/** What a help desk simulator tells of one ticket. */
export interface LedgerTicket {
  writes: number;
  aiComments: number;
  /** Texts of those comments, oldest first. */
  notes: string[];
  status: string;
  tags: string[];
  lostForeignTags: string[];
  /** Times an API write changed a priority that a person had set. */
  overwrittenPriorities: number;
}

/** What a help desk simulator tells of itself, as far as somebody asks here. */
export interface PlatformLedger {
  requests: number;
  status429: number;
  maxPerMinute: number;
  byRoute: Record<string, number>;
  /** How often each fault took effect. */
  faults: Record<string, number>;
  /** Requests that met at least one fault. */
  faultedRequests: number;
  /** By ticket ID. */
  tickets: Record<string, LedgerTicket>;
}

export async function platformLedger(platformUrl: string): Promise<PlatformLedger> {
  const answer = await fetch(`${platformUrl}/_sim/ledger`);
  if (!answer.ok) throw new Error(`${platformUrl}/_sim/ledger: ${answer.status}`);
  return (await answer.json()) as PlatformLedger;
}

/** Tickets that were written on exactly once, and notes beyond the first. */
export function writesOf({ tickets }: PlatformLedger): { once: number; duplicates: number } {
  const written = Object.values(tickets).filter(({ writes }) => writes > 0);
  return {
    once: written.filter(({ writes, aiComments }) => writes === 1 && aiComments === 1).length,
    duplicates: written.reduce((sum, { aiComments }) => sum + Math.max(0, aiComments - 1), 0),
  };
}
