import { createHash } from 'node:crypto';
import { equalTexts } from '../ports/equal-texts.js';

/** `viewer` may look at figures; `operator` may have payloads decrypted as well, which hold tickets without their personal data. */
export type Role = 'viewer' | 'operator';

export interface GatewayTokens {
  operator: string;
  /** Null: nobody is a viewer only. */
  viewer: string | null;
}

/** Whose token an Authorization header carries; null: nobody's. Takes the same time for every wrong one. */
export function roleOf(authorization: string | undefined, { operator, viewer }: GatewayTokens): Role | null {
  const given = authorization ?? '';
  const isOperator = equalTexts(given, `Bearer ${operator}`);
  const isViewer = equalTexts(given, `Bearer ${viewer ?? operator}`) && viewer !== null;
  if (isOperator) return 'operator';
  return isViewer ? 'viewer' : null;
}

/**
 * The codec's path in `up`: Temporal's development Web UI cannot send a token, so the path itself is the secret. It
 * is made from the gateway's token, so that whoever has that finds it.
 */
export const privateCodecPath = (token: string): string =>
  `/codec-${createHash('sha256').update(`codec path of ${token}`).digest('hex').slice(0, 32)}`;
