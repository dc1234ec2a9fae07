/**
 * Asks a process of this container whether it goes on: exit code 0 when it answers with 2xx. Without an address it asks
 * the port of the metrics, which worker and gateway have both, for what depends on nothing else.
 */
const TIMEOUT_MS = 4_000;

const [address = `http://127.0.0.1:${process.env.METRICS_PORT ?? '9464'}/livez`] = process.argv.slice(2);
const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error) => ({
  ok: false,
  status: error.message,
}));
if (!answer.ok) {
  process.stderr.write(`${address}: ${answer.status}\n`);
  process.exitCode = 1;
}
