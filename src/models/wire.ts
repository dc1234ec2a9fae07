import { z } from 'zod';

const count = z.number().nonnegative().nullish().catch(null);

const usage = z
  .object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

/** Most servers give a string; some give a list of parts. */
const content = z
  .union([
    z.string(),
    z
      .array(z.looseObject({ text: z.string().nullish() }))
      .transform((parts) => parts.map((part) => part.text ?? '').join('')),
  ])
  .nullish()
  .catch(null);

const tokenShape = {
  token: z.string(),
  /** Some servers write minus infinity as null. */
  logprob: z.number().nullish(),
};
/** Probabilities that cannot be read are none: the answer is as good without. */
const logprobs = z
  .object({
    content: z
      .array(z.object({ ...tokenShape, top_logprobs: z.array(z.object(tokenShape)).nullish() }))
      .nullish(),
  })
  .nullish()
  .catch(null);
export type Logprobs = z.infer<typeof logprobs>;

/** The part of a chat completion that we use. Whatever a server leaves out is null. */
export const chatCompletionSchema = z.object({
  model: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
        logprobs,
        message: z
          .object({ content, refusal: z.string().nullish().catch(null) })
          .nullish()
          .catch(null),
      }),
    )
    .nullish()
    .catch(null),
  usage,
  /** Some gateways answer 200 and put the failure here. */
  error: z
    .looseObject({ code: z.union([z.number(), z.string()]).nullish().catch(null) })
    .nullish()
    .catch(null),
});

export type ChatCompletion = z.infer<typeof chatCompletionSchema>;
