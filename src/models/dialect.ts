import type { CompletionRequest } from '../ports/model.js';

/** How one server wants a chat completion to be asked for. */
export interface Dialect {
  format: 'json_schema' | 'json_object' | 'text';
  /** OpenAI's reasoning models refuse `max_tokens`; many private servers know nothing else. */
  tokenLimit: 'max_tokens' | 'max_completion_tokens';
  sendsTemperature: boolean;
  /** Some models' chat templates know no system role: its words then open the user's message. */
  hasSystemRole: boolean;
  /** False once the server has refused to tell token probabilities, and where nobody wants them. */
  tellsProbabilities: boolean;
}

/** What a server said when it refused a request. */
interface Refusal {
  status: number;
  param: string | null | undefined;
  code: string | null | undefined;
  message: string;
}

/** The strictest way to ask, tried first. */
export const FIRST_DIALECT: Dialect = {
  format: 'json_schema',
  tokenLimit: 'max_tokens',
  sendsTemperature: true,
  hasSystemRole: true,
  tellsProbabilities: true,
};

/** 500 only for chat templates, which fail inside the server; else it is an outage, whatever its text says. */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([400, 404, 415, 422, 501]);
const TEMPLATE_FAILURE = 500;
/** OpenAI's answer to a wish for token probabilities that a model does not grant; else it is about the key. */
const FORBIDDEN_FEATURE = 403;
const FORMAT =
  /response_?format|json_schema|json_object|json schema|json mode|structured[ _]output|guided|grammar/;
const SYSTEM_ROLE =
  /system role|role[^.]{0,20}system|system (?:message|prompt)s? (?:is|are) not|roles must alternate/;
const PROBABILITIES = /logprobs?|log probabilities/;
/** The likeliest tokens at each place: more than the labels of a field are never needed, and OpenAI gives 20 at most. */
const LIKELIEST_TOKENS = 5;
const NEEDS_COMPLETION_TOKENS = /use '?"?`?max_completion_tokens|max_completion_tokens'?"?`? instead/;

/**
 * The next simpler way to ask when the refusal is about the way of asking; null when it is about something else.
 * Each step gives up one feature and none comes back, so that at most six requests find the server's dialect.
 */
export function simplerDialect(dialect: Dialect, refusal: Refusal): Dialect | null {
  const words =
    `${refusal.param ?? ''} ${refusal.code ?? ''} ${refusal.message.slice(0, 4_000)}`.toLowerCase();
  const isAboutRole = dialect.hasSystemRole && SYSTEM_ROLE.test(words);
  if (refusal.status === TEMPLATE_FAILURE) return isAboutRole ? { ...dialect, hasSystemRole: false } : null;
  const isForbidden = refusal.status === FORBIDDEN_FEATURE;
  if (!isForbidden && !REFUSING_STATUSES.has(refusal.status)) return null;
  if (dialect.tellsProbabilities && PROBABILITIES.test(words))
    return { ...dialect, tellsProbabilities: false };
  if (isForbidden) return null;
  if (
    dialect.tokenLimit === 'max_tokens' &&
    (refusal.param === 'max_tokens' || NEEDS_COMPLETION_TOKENS.test(words))
  ) {
    return { ...dialect, tokenLimit: 'max_completion_tokens' };
  }
  if (dialect.sendsTemperature && words.includes('temperature'))
    return { ...dialect, sendsTemperature: false };
  if (isAboutRole) return { ...dialect, hasSystemRole: false };
  if (dialect.format === 'text' || !FORMAT.test(words)) return null;
  return { ...dialect, format: dialect.format === 'json_schema' ? 'json_object' : 'text' };
}

type RequestMessages = { role: 'system' | 'user'; content: string }[];

/** The request body in this dialect. Where the server does not hold the schema, the system message states it. */
export function requestBody(model: string, request: CompletionRequest, dialect: Dialect) {
  const { name, schema } = request.schema;
  return {
    model,
    messages: inDialect(request, dialect),
    [dialect.tokenLimit]: request.maxOutputTokens,
    ...(dialect.sendsTemperature ? { temperature: 0 } : {}),
    ...(dialect.tellsProbabilities ? { logprobs: true, top_logprobs: LIKELIEST_TOKENS } : {}),
    ...(dialect.format === 'json_schema'
      ? { response_format: { type: 'json_schema' as const, json_schema: { name, schema, strict: true } } }
      : dialect.format === 'json_object'
        ? { response_format: { type: 'json_object' as const } }
        : {}),
  };
}

function inDialect(
  { messages, schema, statesSchema = false }: CompletionRequest,
  { format, hasSystemRole }: Dialect,
): RequestMessages {
  const order = `Answer with one JSON object and nothing else. It must follow this JSON schema: ${JSON.stringify(schema.schema)}`;
  const asked: RequestMessages =
    format === 'json_schema' && !statesSchema
      ? messages
      : [
          { role: 'system', content: [...wordsOf(messages, 'system'), order].join('\n\n') },
          ...messages.filter(({ role }) => role === 'user'),
        ];
  if (hasSystemRole) return asked;
  return [{ role: 'user', content: [...wordsOf(asked, 'system'), ...wordsOf(asked, 'user')].join('\n\n') }];
}

function wordsOf(messages: RequestMessages, role: 'system' | 'user'): string[] {
  return messages.filter((message) => message.role === role).map(({ content }) => content);
}
