import type { Payload } from '@temporalio/common';
import { z } from 'zod';

const base64 = z.base64('base64').transform((text) => Buffer.from(text, 'base64'));

const payloadSchema = z.object(
  { metadata: z.record(z.string(), base64, 'an object').default({}), data: base64.default(Buffer.alloc(0)) },
  'an object with metadata and data',
);

const payloadsSchema = z.object(
  { payloads: z.array(payloadSchema, 'an array').default([]) },
  'a JSON object with payloads',
);

/** Payloads as JSON: bytes are base64, empty fields may be missing. */
export interface PayloadsJson {
  payloads: { metadata: Record<string, string>; data: string }[];
}

/**
 * Reads `{payloads: [{metadata, data}]}` in the JSON form of Protocol Buffers; the fault names the place and what was
 * expected there, never the content. @see https://protobuf.dev/programming-guides/json/
 */
export function payloadsFromJson(body: unknown): { payloads: Payload[] } | { fault: string } {
  const parsed = payloadsSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { fault: `${['body', ...(issue?.path ?? [])].join('.')}: expected ${issue?.message}` };
}

/** The inverse of `payloadsFromJson`. */
export function payloadsToJson(payloads: readonly Payload[]): PayloadsJson {
  return {
    payloads: payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, text(value)])),
      data: text(data),
    })),
  };
}

const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
