import { heartbeat } from '@temporalio/activity';

/** Well below the heartbeat time-outs of activities that ask Temporal much. */
const HEARTBEAT_MS = 8_000;

/** Tells the server that this activity is alive until the work is done. */
export async function heartbeating<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), HEARTBEAT_MS);
  return work.finally(() => clearInterval(timer));
}
