import { setTimeout as delay } from 'node:timers/promises';

const LONGEST_MS = 20_000;

/** Asks again and again until the answer is there. @throws when it is not within 20 s. */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  for (const deadline = Date.now() + LONGEST_MS; ;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${LONGEST_MS / 1000} s`);
    await delay(20);
  }
}
