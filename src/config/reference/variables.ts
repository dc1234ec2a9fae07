import { z } from 'zod';
import type { Section } from './sections.js';
import { describeSetting, type Setting } from './setting.js';

/** The variables of a section, in the order of its schemas. @throws {Error} when one has no notes. */
export function variablesOf({ schemas, usedBy, has = () => true }: Section): Setting[] {
  return schemas
    .flatMap((schema) => Object.entries(shapeOf(schema)))
    .filter(([name]) => has(name))
    .map(([name, schema]) => describeSetting(name, schema, usedBy));
}

/** Of the object that a schema begins with, whatever it is turned into then. */
function shapeOf(schema: z.core.$ZodType): Record<string, z.ZodType> {
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in);
  if (schema instanceof z.ZodObject) return schema.shape;
  throw new Error('expected a schema of variables, which begins with an object');
}
