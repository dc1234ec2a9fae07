import { z } from 'zod';
import { answerFor } from './answer.js';
import { tokenLogprobs } from './token-logprobs.js';
import type { ContentFault } from './faults.js';

const CHARACTERS_PER_TOKEN = 4;
/** Prompts at least this long are partly served from a cache when their beginning was seen before. */
const CACHE_TOKENS = 1024;

const partSchema = z.object({ type: z.string(), text: z.string().optional() });
const messageSchema = z.object({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema)]).nullish(),
});

/** The part of a chat request that decides the answer. Further fields are accepted and ignored. */
export const chatRequestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.number().int().min(0).max(20).nullish(),
  response_format: z
    .looseObject({
      type: z.enum(['text', 'json_object', 'json_schema']),
      json_schema: z
        .looseObject({ name: z.string(), schema: z.record(z.string(), z.unknown()).optional() })
        .optional(),
    })
    .nullish(),
});
export type ChatRequest = z.output<typeof chatRequestSchema>;

interface Choice {
  content: string | null;
  refusal: string | null;
  finishReason: 'stop' | 'length';
}

/** The text of all messages of a role, or of all messages. */
export function textOf(request: ChatRequest, role?: string): string {
  return request.messages
    .filter((message) => role === undefined || message.role === role)
    .map(({ content }) =>
      typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('\n'),
    )
    .join('\n');
}

/** About four characters a token. */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** A chat completion, spoilt as the fault says. `promptSeen`: its beginning was sent before. */
export function completionFor(
  request: ChatRequest,
  {
    fault,
    number,
    promptSeen,
    certainty,
  }: { fault: ContentFault | null; number: number; promptSeen: boolean; certainty: number },
) {
  const choice = spoilt(textOf(request, 'user'), { fault, request, certainty });
  const schema = request.response_format?.json_schema?.schema ?? null;
  const logprobs =
    request.logprobs === true && choice.content !== null
      ? tokenLogprobs(choice.content, { schema, certainty, likeliest: request.top_logprobs ?? 0 })
      : null;
  const promptTokens = tokensIn(textOf(request));
  const completionTokens = tokensIn(choice.content ?? choice.refusal ?? '');
  const message = { role: 'assistant', content: choice.content, refusal: choice.refusal, annotations: [] };
  return {
    id: `chatcmpl-sim${String(number).padStart(8, '0')}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    choices: fault === 'empty' ? [] : [{ index: 0, message, logprobs, finish_reason: choice.finishReason }],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: {
        cached_tokens: promptSeen && promptTokens >= CACHE_TOKENS ? promptTokens - (promptTokens % 128) : 0,
        audio_tokens: 0,
      },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: 'fp_simulator',
  };
}

function spoilt(
  userText: string,
  { fault, request, certainty }: { fault: ContentFault | null; request: ChatRequest; certainty: number },
): Choice {
  const verdict = answerFor(userText, request.response_format?.json_schema?.schema ?? null, certainty);
  const json = JSON.stringify(verdict);
  const fine = (content: string): Choice => ({ content, refusal: null, finishReason: 'stop' });
  switch (fault) {
    case 'refusal':
      return { content: null, refusal: 'I cannot help with that request.', finishReason: 'stop' };
    case 'nullContent':
      return { content: null, refusal: null, finishReason: 'stop' };
    case 'truncated':
      return { ...fine(json.slice(0, Math.floor(json.length / 2))), finishReason: 'length' };
    case 'prose':
      return fine(
        `Sure, here is my analysis:\n\n\`\`\`json\n${JSON.stringify(verdict, null, 2)}\n\`\`\`\n\nAnything else?`,
      );
    case 'badJson':
      return fine(`${json.slice(0, -1)},}`);
    case 'wrongEnum':
      return fine(JSON.stringify({ ...verdict, root_cause: 'billing', urgency: 'critical' }));
    case 'wrongCase':
      return fine(JSON.stringify({ ...verdict, root_cause: String(verdict['root_cause']).toUpperCase() }));
    case 'empty':
    case null:
      return fine(json);
  }
}
