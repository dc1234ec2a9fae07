import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * Agents of every request that leaves this process: connections are kept; TLS 1.2 at least, 1.3 where the server knows
 * it; certificates are checked. Said here, so that neither `NODE_TLS_REJECT_UNAUTHORIZED=0` nor `--tls-min-v1.0` in the
 * environment loosens it. A private authority is trusted by `NODE_EXTRA_CA_CERTS`.
 * @see https://nodejs.org/docs/latest-v20.x/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export const outgoingAgents = (): { http: HttpAgent; https: HttpsAgent } => ({
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true, minVersion: 'TLSv1.2', rejectUnauthorized: true }),
});
