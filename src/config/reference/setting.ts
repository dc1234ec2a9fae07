import path from 'node:path';
import { z } from 'zod';
import { CHECKOUT } from '../environment.js';
import { shown, settingNotes } from '../../ports/setting.js';
import type { Section } from './sections.js';

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

const WORDS = [':\n', '0', '999999999', 'http://192.0.2.1', 'x'.repeat(300)];
const NUMBERS = [':', -1, 1e12];
const LISTS = [':', []];

/**
 * What a setting may be, in the words that its own schema refuses wrong values with: every message completes
 * "expected …". Values that hardly any setting takes are tried; a schema that takes them all gives `text`.
 */
export function expectedValues(schema: z.ZodType): string {
  const messages = probesOf(schema).flatMap((value) => {
    const { error } = schema.safeParse(value);
    return error?.issues.map(({ message }) => message) ?? [];
  });
  return [...new Set(messages)].join('; ') || 'text';
}

function probesOf(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodOptional) return probesOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNumber) return NUMBERS;
  return schema instanceof z.ZodArray ? LISTS : WORDS;
}

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
