import { z } from 'zod';

/** What a person who configures an installation wants to know of a setting, and its schema does not say. */
export interface SettingNotes {
  /** One or two sentences, in Markdown without links. */
  means: string;
  /** What it may be, where the schema has no message that completes "expected …". */
  values?: string;
  /** What holds where nothing is said, where the schema has no default. Absent: none. */
  otherwise?: string;
  /** A value for `.env.example`, where there is no default. */
  example?: string;
  /** Who acts by it, where that is somebody else than its section says. */
  usedBy?: string;
}

/**
 * The notes, beside each schema of a setting. `npm run docs:configuration` makes docs/configuration.md and
 * .env.example of them.
 */
export const settingNotes = z.registry<SettingNotes>();
