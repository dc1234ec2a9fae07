import { z } from 'zod';
import { perMinuteSchema, rangeMsSchema, readInput } from '../input.js';
import { modelFaultsSchema, type ModelFaults } from './faults.js';

/** How a model simulator is set up. Everything is optional. */
export interface LlmSimulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Decides the course of the faults. Default 1. */
  seed?: number;
  /** Each answer waits between these, milliseconds. Default none. */
  latencyMs?: [number, number];
  /** 0 lifts the limit. Default 0. */
  requestsPerMinute?: number;
  /** Faults from the start, as `POST /_sim/faults` takes them. */
  faults?: ModelFaults;
  /** How many of the last prompts are kept in memory. Default 2,000. */
  keepPrompts?: number;
}

const optionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(0),
  seed: z.number().int().min(0).default(1),
  latencyMs: rangeMsSchema.optional(),
  requestsPerMinute: perMinuteSchema.default(0),
  faults: modelFaultsSchema.default({}),
  keepPrompts: z.number().int().min(0).default(2_000),
});

/** Options with every default in its place. */
export type LlmSettings = z.output<typeof optionsSchema>;

/** Fills in the defaults. @throws {InputError} naming every wrong option. */
export function readLlmOptions(options: LlmSimulatorOptions): LlmSettings {
  return readInput(optionsSchema, options);
}
