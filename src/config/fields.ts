import { z } from 'zod';
import { credentialFault } from './written.js';

/** Building blocks of the schemas. Every message completes the sentence "expected …". */

export const positiveInteger = (unit: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, `a whole number of ${unit}, at least 1`)
    .transform(Number);

export const flag = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');

export const httpUrl = z
  .string()
  .refine(
    (value) => !/\s/.test(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'a URL beginning with http:// or https://',
  )
  .transform((value) => value.replace(/\/+$/, ''));

/** Root of an API. People copy the address of one of its methods: what `method` finds at the end is taken off. */
export const apiRoot = (method: RegExp) => httpUrl.transform((value) => value.replace(method, ''));

/**
 * Address of a help desk account. Below the vendor's own domain the host says it all, whatever page was copied; another
 * host may be a gateway with a path of its own, behind which only the path of the API is taken off.
 */
export const helpDeskUrl = (vendor: 'zendesk' | 'freshdesk') =>
  httpUrl
    .transform((value) => {
      const { origin, hostname } = new URL(value);
      if (hostname.endsWith(`.${vendor}.com`)) return origin;
      return value.replace(/\/api(\/v2(\/.*)?)?$/, '').replace(/\/+$/, '');
    })
    .superRefine((value, context) => {
      const { search, hash } = new URL(value);
      if (`${search}${hash}` === '') return;
      const message = "a URL without '?' and '#'";
      context.addIssue({ code: 'custom', message, params: { got: 'set (not shown)' } });
    });

/** Name of a help desk account; a host or an address of the vendor's own domain is read as the name in it. */
export const accountName = (vendor: 'zendesk' | 'freshdesk') =>
  z
    .string()
    .transform((value) => {
      const url = `https://${value.replace(/^https?:\/\//i, '')}`;
      const host = URL.canParse(url) ? new URL(url).hostname : '';
      const ending = `.${vendor}.com`;
      return host.endsWith(ending) ? host.slice(0, -ending.length) : value;
    })
    .superRefine((value, context) => {
      if (/^[a-z0-9][a-z0-9-]*$/i.test(value)) return;
      const message = `the account name, as in https://NAME.${vendor}.com (another host goes into the base URL)`;
      // Whoever writes an address here may have written credentials into it.
      const got = /[@?#:]/.test(value) ? 'set (not shown)' : JSON.stringify(value);
      context.addIssue({ code: 'custom', message, params: { got } });
    });

/** `issued`: by a vendor, in one piece. `chosen`: by whoever set the installation up, who may like spaces. */
export type CredentialKind = 'issued' | 'chosen';

/**
 * A key, token or secret that is sent in a header. The scheme of such a header is taken off; what no header can carry, or
 * no vendor issues, is refused here: later it would look like a broken network or a refused credential.
 * @param meaning completes the sentence "expected …".
 */
export const credential = (meaning: string, kind: CredentialKind = 'issued') =>
  z
    .string()
    .transform((value) => value.replace(/^bearer +(?=\S)/i, ''))
    .superRefine((value, context) => {
      const fault = credentialFault(value, { mayHaveSpaces: kind === 'chosen' });
      if (fault === null) return;
      const message = `${meaning}, alone and on one line`;
      context.addIssue({ code: 'custom', message, params: { got: `set (not shown), ${fault}` } });
    });

export const price = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a price in USD for a million tokens, such as 0.15')
  .transform(Number);

/** @param meaning completes the sentence "expected …". */
export const zeroToOne = (meaning: string) =>
  z
    .string()
    .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, meaning)
    .transform(Number);

/** Comma-separated host names, lower case. */
export const hostList = z.string().transform((value) =>
  value
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== ''),
);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** The host is this machine. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host);

/** The URL's host is this machine. */
export const isLoopback = (url: string): boolean => isLoopbackHost(new URL(url).hostname);
