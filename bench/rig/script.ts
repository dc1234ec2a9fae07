import { writeFileSync } from 'node:fs';

/** Ends the process with 64 when what was typed has a fault. */
export function orUsage<Settings extends object>(settings: Settings | { fault: string }): Settings {
  if (!('fault' in settings)) return settings;
  process.stderr.write(`${settings.fault}\n`);
  process.exit(64);
}

/** What a run is given: tells how far it is on stderr, and stops on Ctrl-C. */
export interface RunControl {
  signal: AbortSignal;
  say: (line: string) => void;
}

/**
 * Runs to the end, prints the report, keeps it as JSON where asked to. Ends the process with 1 when a promise was broken
 * or the run proves nothing, with 130 when it was stopped before.
 */
export async function runScript<Report>({
  run,
  asText,
  holds,
  provesNothing = () => undefined,
  json,
}: {
  run: (control: RunControl) => Promise<Report>;
  asText: (report: Report) => string;
  /** Whether every promise was kept; the report says which was not. */
  holds: (report: Report) => boolean;
  /** Why a run that broke no promise proves nothing all the same. */
  provesNothing?: (report: Report) => string | undefined;
  /** A file. */
  json: string | undefined;
}): Promise<never> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));
  const startedAtMs = Date.now();
  const say = (line: string) =>
    process.stderr.write(`${((Date.now() - startedAtMs) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
  const report = await run({ signal: stop.signal, say }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
    process.stderr.write('stopped before the end; everything of the run is removed\n');
    process.exit(130);
  });
  process.stdout.write(`${asText(report)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  const empty = provesNothing(report);
  if (empty !== undefined) process.stderr.write(`${empty}\n`);
  process.exit(holds(report) && empty === undefined ? 0 : 1);
}
