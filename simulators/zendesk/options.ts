import { z } from 'zod';
import { perMinuteSchema, rangeMsSchema, readInput } from '../input.js';
import { faultsSchema, type ZendeskFaults } from './faults.js';

/** How a Zendesk simulator is set up. Everything is optional. */
export interface ZendeskSimulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Seeded tickets, 0 to 100,000. Default 300. */
  tickets?: number;
  /** Decides the seeded tickets and the course of the faults. Default 1. */
  seed?: number;
  /** No two seeded tickets have equal texts: each subject ends with the ticket's number. Default false. */
  distinctTickets?: boolean;
  /** Requests a minute for the whole account; 0 lifts the limit. Default 700. */
  requestsPerMinute?: number;
  /** Ticket updates a minute for the whole account; 0 lifts the limit. Default 100. */
  updatesPerMinute?: number;
  /** Requests to the export a minute; 0 lifts the limit. Default 10. */
  exportsPerMinute?: number;
  /** Requests to the export of search results a minute; 0 lifts the limit. Default 100. */
  searchExportsPerMinute?: number;
  /** Updates within 10 minutes for each ticket; 0 lifts the limit. Default 30. */
  updatesPerTicket?: number;
  /** Each answer waits between these, milliseconds. Default none. */
  latencyMs?: [number, number];
  /** Faults from the start, as `POST /_sim/faults` takes them. */
  faults?: ZendeskFaults;
  /** Where the world survives restarts. Absent: in memory. */
  dataDir?: string;
  /** The most recent changes that the export leaves out; the vendor's is 60,000. Default 0. */
  exportDelayMs?: number;
  /** How long a batch of updates waits in the queue, and then runs. Default 100 each. */
  jobDelayMs?: number;
}

const optionsSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(0),
  tickets: z.number().int().min(0).max(100_000).default(300),
  seed: z.number().int().min(0).default(1),
  distinctTickets: z.boolean().default(false),
  requestsPerMinute: perMinuteSchema.default(700),
  updatesPerMinute: perMinuteSchema.default(100),
  exportsPerMinute: perMinuteSchema.default(10),
  searchExportsPerMinute: perMinuteSchema.default(100),
  updatesPerTicket: perMinuteSchema.default(30),
  latencyMs: rangeMsSchema.optional(),
  faults: faultsSchema.default({}),
  dataDir: z.string().min(1).optional(),
  exportDelayMs: z.number().int().min(0).default(0),
  jobDelayMs: z.number().int().min(0).default(100),
});

/** Options with every default in its place. */
export type ZendeskSettings = z.output<typeof optionsSchema>;

/** Fills in the defaults. @throws {InputError} naming every wrong option. */
export function readZendeskOptions(options: ZendeskSimulatorOptions): ZendeskSettings {
  return readInput(optionsSchema, options);
}
