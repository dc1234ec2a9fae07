import { z } from 'zod';
import type { ConfigFault } from '../../ports/faults.js';
import { isMapping, settingPath } from './part-faults.js';

/** A fault for each key that a schema does not know, at any depth, with the known key that is nearest to it. */
export function unknownKeys(schema: z.ZodType, value: unknown, path: string): ConfigFault[] {
  if (schema instanceof z.ZodOptional) return unknownKeys(schema.unwrap() as z.ZodType, value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((item, index) =>
      unknownKeys(schema.element as z.ZodType, item, `${path}[${index}]`),
    );
  if (!(schema instanceof z.ZodObject) || !isMapping(value)) return [];
  const shape = schema.shape as Record<string, z.ZodType>;
  return Object.entries(value).flatMap(([key, inner]) => {
    const variable = settingPath(path, [key]);
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (known !== undefined) return unknownKeys(known, inner, variable);
    return [{ variable, expected: knownKey(key, Object.keys(shape)), got: 'a key that nothing reads' }];
  });
}

/** More changes than this make another word of it. */
const NEAR = 3;

function knownKey(key: string, known: readonly string[]): string {
  const distances = known.map((name) => changesBetween(key.toLowerCase(), name.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = known[distances.indexOf(least)];
  return nearest !== undefined && least <= NEAR ? `${nearest}, perhaps` : `one of: ${known.join(', ')}`;
}

/** Letters to add, drop or replace until one word is the other. @see Levenshtein, 1966 */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_none, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = row[column - 1]! + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min(next[column - 1]! + 1, row[column]! + 1, replaced));
    }
    row = next;
  }
  return row[to.length]!;
}
