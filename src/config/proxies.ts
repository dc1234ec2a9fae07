import { z } from 'zod';
import type { Proxies, Proxy } from '../http/outgoing.js';
import { readPart, type ConfigFault, type Environment, settingNotes } from '../ports/setting.js';

const PROXY_FORMAT =
  'http://[USER:PASSWORD@]HOST[:PORT] or https://…, with anything special URL-encoded, and nothing behind the port';

/** `HOST:PORT` alone means `http://HOST:PORT`, as for curl. */
const proxyUrl = z.string().transform((value, context) => {
  const url = proxyUrlOf(value);
  if (url !== null) return url;
  context.addIssue({ code: 'custom', message: PROXY_FORMAT });
  return z.NEVER;
});

/** The variables of the proxies, in upper case; see `readProxies` for the other spelling. */
export const proxiesSchema = z
  .object({
    HTTPS_PROXY: proxyUrl.optional().register(settingNotes, {
      means:
        'The proxy on the way to `https://` addresses: help desk, model, Presidio, Slack, PagerDuty, traces, and a Temporal server with TLS; also the mail server.',
      values: PROXY_FORMAT,
      example: 'http://proxy.example.com:3128',
    }),
    HTTP_PROXY: proxyUrl.optional().register(settingNotes, {
      means: 'The same for `http://` addresses, and for a Temporal server without TLS.',
      values: PROXY_FORMAT,
      example: 'http://proxy.example.com:3128',
    }),
    ALL_PROXY: z.string().optional().register(settingNotes, {
      means: 'Stands in for whichever of the two is unset.',
      values: PROXY_FORMAT,
    }),
    NO_PROXY: z.string().default('').register(settingNotes, {
      means:
        'What is reached without a proxy, beside this machine: a host (and every host below it), an IP address, a range such as `10.0.0.0/8`, each with `:PORT` or without; `*` for everything.',
      values: 'entries, separated by commas',
      example: '.example.com,10.0.0.0/8',
    }),
  })
  .transform(({ HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY }, context): Proxies => {
    const all = ALL_PROXY === undefined ? null : proxyUrlOf(ALL_PROXY);
    // Where both others are set, nobody asks for it: then it may name a kind of proxy that we do not know.
    if (ALL_PROXY !== undefined && all === null && !(HTTPS_PROXY && HTTP_PROXY)) {
      context.addIssue({ code: 'custom', path: ['ALL_PROXY'], message: PROXY_FORMAT });
      return z.NEVER;
    }
    const chosen = (variable: string, url: URL | undefined): Proxy | null =>
      url !== undefined ? { variable, url } : all && { variable: 'ALL_PROXY', url: all };
    return {
      https: chosen('HTTPS_PROXY', HTTPS_PROXY),
      http: chosen('HTTP_PROXY', HTTP_PROXY),
      noProxy: NO_PROXY.split(/[\s,]+/).filter((entry) => entry !== ''),
    };
  });

const VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'] as const;

/**
 * `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, each in upper or lower case; where both are set, the lower
 * case counts, as for curl. Faults name the variable as it is spelt.
 */
export function readProxies(env: Environment, faults: ConfigFault[]): Proxies | null {
  const spelt = new Map(
    VARIABLES.map((variable) => [variable, env[variable.toLowerCase()] ? variable.toLowerCase() : variable]),
  );
  const own: ConfigFault[] = [];
  const part = readPart(
    proxiesSchema,
    Object.fromEntries([...spelt].map(([variable, name]) => [variable, env[name]])),
    own,
  );
  const asSpelt = (variable: string) => spelt.get(variable as (typeof VARIABLES)[number]) ?? variable;
  faults.push(...own.map((fault) => ({ ...fault, variable: asSpelt(fault.variable) })));
  if (part === null) return null;
  const named = (proxy: Proxy | null) => proxy && { ...proxy, variable: asSpelt(proxy.variable) };
  return { ...part, https: named(part.https), http: named(part.http) };
}

function proxyUrlOf(value: string): URL | null {
  const text = value.trim();
  const whole = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  const { protocol, hostname, pathname, search, hash } = url;
  if (!/^https?:$/.test(protocol) || hostname === '' || `${pathname}${search}${hash}` !== '/') return null;
  try {
    decodeURIComponent(`${url.username}${url.password}`);
    return url;
  } catch {
    return null;
  }
}
