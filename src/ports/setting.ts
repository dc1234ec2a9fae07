import { z } from 'zod';

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
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'a URL beginning with http:// or https://',
  )
  .transform((value) => value.replace(/\/+$/, ''));

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
