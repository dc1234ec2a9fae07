/** The Temporal CLI that set-up found or fetched. */
export interface LocatedTemporalBinary {
  /** Absolute, or as TEMPORAL_CLI_PATH gives it. */
  readonly path: string;
  /** `major.minor.patch`; null for TEMPORAL_CLI_PATH, which is not run to find out. */
  readonly version: string | null;
  readonly source: 'TEMPORAL_CLI_PATH' | 'PATH' | 'cache';
}

/**
 * Where the Temporal CLI is, without fetching anything; null when set-up has still to run.
 * Order: TEMPORAL_CLI_PATH, PATH (the pinned version or newer), the project's cache.
 */
export declare function locateTemporalBinary(
  env: Readonly<Record<string, string | undefined>>,
): Promise<LocatedTemporalBinary | null>;
