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

/** The part of a chat completion that we use. Whatever a server leaves out is null. */
export const chatCompletionSchema = z.object({
  model: z.string().nullish().catch(null),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(null),
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
