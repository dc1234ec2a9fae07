import path from 'node:path';
import { z } from 'zod';
import { CHECKOUT } from '../checkout.js';
import { shown } from '../../ports/faults.js';
import { settingNotes } from '../../ports/setting-notes.js';
import { expectedValues } from './expected-values.js';

/** A variable, or a key of the tenants file, as its schema and the notes beside it describe it. */
export interface Setting {
  name: string;
  means: string;
  values: string;
  /** Text that could be set as it is; null: there is no fixed one. */
  fixedDefault: string | null;
  /** In words, where there is no fixed default; null: nothing holds then. */
  otherwise: string | null;
  /** For `.env.example`; null: none. */
  example: string | null;
  /** Messages say no more of it than that it is set. */
  isSecret: boolean;
  usedBy: string;
}

/** @throws {Error} when there are no notes beside the schema. */
export function describeSetting(name: string, schema: z.ZodType, usedBy: string): Setting {
  const notes = settingNotes.get(schema);
  if (notes === undefined) throw new Error(`${name}: expected settingNotes beside its schema, got none`);
  const key = name.slice(name.lastIndexOf('.') + 1);
  return {
    name,
    means: notes.means,
    values: notes.values ?? expectedValues(schema),
    fixedDefault: fixedDefault(schema),
    otherwise: notes.otherwise ?? null,
    example: notes.example ?? null,
    isSecret: shown(key.toUpperCase(), 'x') !== '"x"',
    usedBy: notes.usedBy ?? usedBy,
  };
}

function fixedDefault(schema: z.ZodType): string | null {
  if (!(schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)) return null;
  return textOf(schema.def.defaultValue);
}

/** As it would be written; null for nothing. Paths below the checkout are relative to it. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string')
    return value.startsWith(CHECKOUT + path.sep) ? path.relative(CHECKOUT, value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
