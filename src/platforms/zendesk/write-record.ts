import { z } from 'zod';
import type { WriteRecord } from '../../domain/merge.js';
import { PRIORITIES } from '../../domain/ticket.js';

/** Our key in the metadata of a ticket update. The vendor keeps it as `metadata.custom` of the update's audit. */
const RECORD_KEY = 'ai_ticket_processor';

/** Empty lists may come back as null. */
const tagList = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((tags) => tags ?? []);

const auditMetadata = z.object({
  custom: z.object({
    [RECORD_KEY]: z.object({
      workflow_id: z.string(),
      verdict_id: z.string(),
      content_hash: z.string().catch(''),
      tags: tagList,
      priority: z.enum(PRIORITIES).nullish().catch(null),
      declined_tags: tagList,
    }),
  }),
});

/** The metadata of one of our writes; empty fields are left out to keep it small. */
export function metadataFromRecord(record: WriteRecord): Record<string, unknown> {
  return {
    [RECORD_KEY]: {
      workflow_id: record.workflowId,
      verdict_id: record.verdictId,
      content_hash: record.contentHash,
      tags: record.tags,
      ...(record.priority === null ? {} : { priority: record.priority }),
      ...(record.declinedTags.length === 0 ? {} : { declined_tags: record.declinedTags }),
    },
  };
}

/** The record in an audit's metadata; null when there is none, or one that is not ours. */
export function recordFromMetadata(metadata: unknown): WriteRecord | null {
  const parsed = auditMetadata.safeParse(metadata);
  if (!parsed.success) return null;
  const record = parsed.data.custom[RECORD_KEY];
  return {
    workflowId: record.workflow_id,
    verdictId: record.verdict_id,
    contentHash: record.content_hash,
    tags: record.tags,
    priority: record.priority ?? null,
    declinedTags: record.declined_tags,
  };
}
