import { z } from 'zod';
import { perMinuteSchema, rangeMsSchema, readInput } from '../input.js';
import { faultsSchema, type FreshdeskFaults } from './faults.js';

/** How a Freshdesk simulator is set up. Everything is optional. The limits are those of the vendor's Pro plan. */
export interface FreshdeskSimulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Seeded tickets, 0 to 100,000. Default 300. */
  tickets?: number;
  /** Decides the seeded tickets and the course of the faults. Default 1. */
  seed?: number;
  /** No two seeded tickets have equal texts: each subject ends with the ticket's number. Default false. */
  distinctTickets?: boolean;
  /** Credits a minute for the whole account; 0 lifts the limit. Default 400. */
  requestsPerMinute?: number;
  /** Ticket updates a minute for the whole account; 0 lifts the limit. Default 160. */
  updatesPerMinute?: number;
  /** Listings of tickets a minute; 0 lifts the limit. Default 100. */
  listsPerMinute?: number;
  /** Each answer waits between these, milliseconds. Default none. */
  latencyMs?: [number, number];
  /** Faults from the start, as `POST /_sim/faults` takes them. */
  faults?: FreshdeskFaults;
  /** Where the world survives restarts. Absent: in memory. */
  dataDir?: string;
}

const optionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(0),
  tickets: z.number().int().min(0).max(100_000).default(300),
  seed: z.number().int().min(0).default(1),
  distinctTickets: z.boolean().default(false),
  requestsPerMinute: perMinuteSchema.default(400),
  updatesPerMinute: perMinuteSchema.default(160),
  listsPerMinute: perMinuteSchema.default(100),
  latencyMs: rangeMsSchema.optional(),
  faults: faultsSchema.default({}),
  dataDir: z.string().min(1).optional(),
});

/** Options with every default in its place. */
export type FreshdeskSettings = z.output<typeof optionsSchema>;

/** Fills in the defaults. @throws {InputError} naming every wrong option. */
export function readFreshdeskOptions(options: FreshdeskSimulatorOptions): FreshdeskSettings {
  return readInput(optionsSchema, options);
}
