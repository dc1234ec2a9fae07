/** Sends a command to the control surface of a simulator. @throws when it refuses. */
export async function command<Answer>(url: string, path: string, body: unknown): Promise<Answer> {
  const answer = await fetch(`${url}/_sim/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url}/_sim/${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** Where a server's control surface is, whatever path its API has. */
export const originOf = (url: string): string => new URL(url).origin;

/** What a model simulator tells of itself, as far as the report asks. */
export interface ModelLedger {
  requests: number;
  /** How often each fault took effect, one a request at most. */
  faults: Record<string, number>;
}

export async function modelLedger(url: string): Promise<ModelLedger> {
  const answer = await fetch(`${url}/_sim/ledger`);
  if (!answer.ok) throw new Error(`${url}/_sim/ledger: ${answer.status}`);
  return (await answer.json()) as ModelLedger;
}
