import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { InputError, readInput } from '../input.js';
import { MinuteWindow } from '../minute-window.js';
import type { RunningSimulator } from '../process/run.js';
import { RequestCounter } from '../request-counter.js';
import { isAnswerFault, ModelFaultPlan, modelFaultsSchema } from './faults.js';
import { readLlmOptions, type LlmSettings, type LlmSimulatorOptions } from './options.js';
import { brokenModelAnswer, modelError } from './broken-answers.js';
import { PromptLog } from './prompt-log.js';
import { chatRequestSchema, completionFor, textOf, type ChatRequest } from './wire.js';

const LARGEST_BODY_BYTES = 16 * 1024 * 1024;
const DEFAULT_CERTAINTY = 0.97;

interface Model {
  settings: LlmSettings;
  faults: ModelFaultPlan;
  counter: RequestCounter;
  prompts: PromptLog;
  window: MinuteWindow;
  tokens: { prompt: number; completion: number; cached: number };
}

/**
 * Starts a server on 127.0.0.1 that speaks the chat completions API, with and without `/v1`, and answers with verdicts
 * made from simple signs in the user's message. Any key, or none, is accepted. The control surface is under `/_sim/`.
 * @throws {InputError} naming every wrong option.
 * @see https://platform.openai.com/docs/api-reference/chat
 */
export async function startLlmSimulator(options: LlmSimulatorOptions = {}): Promise<RunningSimulator> {
  const settings = readLlmOptions(options);
  const faults = new ModelFaultPlan(settings.seed);
  faults.set(settings.faults);
  const model: Model = {
    settings,
    faults,
    counter: new RequestCounter(),
    prompts: new PromptLog(settings.keepPrompts),
    window: new MinuteWindow(),
    tokens: { prompt: 0, completion: 0, cached: 0 },
  };
  const app = createApp(model);
  const url = await app.listen({ host: '127.0.0.1', port: settings.port });
  return { url, close: () => app.close() };
}

function createApp(model: Model): FastifyInstance {
  const app = Fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/v1(?=\/)/, ''),
  });
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    modelError(reply, error instanceof InputError ? 400 : (error.statusCode ?? 500), error.message),
  );
  app.setNotFoundHandler((request, reply) =>
    modelError(reply, 404, `Invalid URL (${request.method} ${request.url})`),
  );
  addControlRoutes(app, model);
  app.addHook('onRequest', (request, _reply, done) => {
    if (!request.url.startsWith('/_sim/'))
      model.counter.arrived(`${request.method} ${request.url}`, Date.now());
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (!request.url.startsWith('/_sim/')) model.counter.answered(reply.statusCode);
    done();
  });
  const data = [{ id: 'simulated-model', object: 'model', created: 1_700_000_000, owned_by: 'simulator' }];
  app.get('/models', () => ({ object: 'list', data }));
  app.post('/chat/completions', (request, reply) => complete(model, request, reply));
  return app;
}

async function complete(model: Model, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { faults, settings, prompts, counter } = model;
  const chat: ChatRequest = readInput(chatRequestSchema, request.body);
  const promptSeen = prompts.add(chat.messages, textOf(chat, 'system'));
  const limit = faults.current.requestsPerMinute ?? settings.requestsPerMinute;
  const window = model.window.take(limit, Date.now());
  const { delayMs, fault } = faults.draw(settings.latencyMs);
  if (faults.current.unauthorized === true) {
    faults.happened('unauthorized');
    return modelError(reply, 401, 'Incorrect API key provided.');
  }
  if (!window.allowed) {
    if (faults.current.requestsPerMinute !== undefined) faults.happened('rateLimited');
    void reply.header('retry-after', String(window.resetSeconds));
    return modelError(reply, 429, 'Rate limit reached for requests');
  }
  if (chat.stream === true) return modelError(reply, 400, 'stream is not supported here');
  if (faults.current.noJsonSchema === true && chat.response_format?.type === 'json_schema') {
    faults.happened('noJsonSchema');
    return modelError(
      reply,
      400,
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported",
    );
  }
  if (faults.current.noLogprobs === true && chat.logprobs === true) {
    faults.happened('noLogprobs');
    return modelError(reply, 400, "Unsupported parameter: 'logprobs' is not supported with this model.");
  }
  if (delayMs > 0) await delay(delayMs);
  if (fault !== null) faults.happened(fault);
  if (fault !== null && isAnswerFault(fault)) return brokenModelAnswer(fault, request, reply);
  const completion = completionFor(chat, {
    ...{ fault, promptSeen, number: counter.total },
    certainty: faults.current.certainty ?? DEFAULT_CERTAINTY,
  });
  model.tokens.prompt += completion.usage.prompt_tokens;
  model.tokens.completion += completion.usage.completion_tokens;
  model.tokens.cached += completion.usage.prompt_tokens_details.cached_tokens;
  return completion;
}

function addControlRoutes(app: FastifyInstance, { counter, faults, prompts, tokens }: Model): void {
  app.get('/_sim/ledger', () => ({
    requests: counter.total,
    byRoute: counter.byRoute,
    byStatus: counter.byStatus,
    status429: counter.byStatus['429'] ?? 0,
    maxPerMinute: counter.maxPerMinute,
    tokens,
    faults: faults.injected,
  }));
  app.get('/_sim/prompts', () => ({ prompts: prompts.all() }));
  app.post('/_sim/faults', ({ body }) => {
    faults.set(readInput(modelFaultsSchema, body ?? {}));
    return { faults: faults.current };
  });
}
