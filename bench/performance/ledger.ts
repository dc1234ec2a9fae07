/** What a help desk simulator tells of itself, as far as a benchmark asks. */
export interface PlatformLedger {
  requests: number;
  status429: number;
  maxPerMinute: number;
  byRoute: Record<string, number>;
  tickets: Record<string, { writes: number; aiComments: number; lostForeignTags: string[] }>;
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
