import { InputError } from '../input.js';

/** A simulator that answers at `url` until `close` has resolved. */
export interface RunningSimulator {
  url: string;
  close(): Promise<void>;
}

/** Exit code for wrong usage. @see sysexits.h, EX_USAGE */
const WRONG_USAGE = 64;

/**
 * Runs a simulator as its own process: prints `{"url":…}` as the first line on stdout, then serves until a signal
 * asks it to end or, when it was started with an IPC channel, until the parent is gone. Wrong flags end it with code 64.
 */
export async function runAsProcess(start: () => Promise<RunningSimulator>): Promise<void> {
  const simulator = await start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof InputError ? WRONG_USAGE : 1);
  });
  process.stdout.write(`${JSON.stringify({ url: simulator.url })}\n`);
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    simulator.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, end);
  // Without a parent nobody would end this process any more.
  if (process.send !== undefined) process.on('disconnect', end);
}
