/** `APIKEY:X`, base64; the password may be anything. */
const BASIC = /^Basic ([A-Za-z0-9+/=]+)$/i;

/** True for Basic credentials with an API key as the user's name. Which key is not checked. */
export function hasApiKey(header: string | undefined): boolean {
  const encoded = BASIC.exec(header ?? '')?.[1];
  return encoded !== undefined && /^[^:]+:/s.test(Buffer.from(encoded, 'base64').toString('utf8'));
}
