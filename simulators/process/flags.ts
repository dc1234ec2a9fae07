import { parseArgs } from 'node:util';
import { InputError } from '../input.js';

/**
 * What may stand behind a flag. `integer` is 0 or more, `range` is `A-B` in milliseconds, `json` an object; nothing
 * behind a `switch`.
 */
export type FlagKind = 'integer' | 'range' | 'json' | 'text' | 'switch';

/** The value that a flag of each kind gives. */
export interface FlagValues {
  integer: number;
  range: [number, number];
  json: Record<string, unknown>;
  text: string;
  switch: boolean;
}

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type Parsed<Spec extends Record<string, FlagKind>> = {
  [Name in keyof Spec & string as CamelCase<Name>]?: FlagValues[Spec[Name]];
};

/**
 * Reads command-line flags, `--some-flag value` and switches, into `someFlag`; those not given are absent from the result.
 * @throws {InputError} on an unknown flag, a missing value or a value of another kind.
 */
export function parseFlags<Spec extends Record<string, FlagKind>>(
  args: readonly string[],
  spec: Spec,
): Parsed<Spec> {
  const options = Object.fromEntries(
    Object.entries(spec).map(
      ([name, kind]) => [name, { type: kind === 'switch' ? 'boolean' : 'string' }] as const,
    ),
  );
  const values = readArguments(args, options);
  const parsed: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(values)) {
    const kind = spec[name];
    if (kind === undefined || given === undefined) continue;
    parsed[camelCase(name)] = typeof given === 'string' ? parseValue(name, kind, given) : given;
  }
  return parsed as Parsed<Spec>;
}

function readArguments(args: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new InputError(`${(error as Error).message}. Expected: ${known.join(' ')}`);
  }
}

function parseValue(name: string, kind: FlagKind, text: string): unknown {
  switch (kind) {
    case 'integer':
      if (/^\d{1,15}$/.test(text)) return Number(text);
      throw new InputError(`--${name}: expected a whole number of 0 or more, got "${text}"`);
    case 'range':
      return parseRange(name, text);
    case 'json':
      return parseObject(name, text);
    case 'text':
    case 'switch':
      return text;
  }
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

function parseRange(name: string, text: string): [number, number] {
  const match = /^(\d+)-(\d+)$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || from > to) {
    throw new InputError(
      `--${name}: expected A-B in milliseconds with A <= B, such as 50-200, got "${text}"`,
    );
  }
  return [from, to];
}

function parseObject(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Falls through: text that is no JSON and JSON that is no object get the same message.
  }
  throw new InputError(`--${name}: expected a JSON object, got "${text}"`);
}
