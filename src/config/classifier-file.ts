import path from 'node:path';
import { z } from 'zod';
import type { TrainedClassifier } from '../domain/classifier/classifier.js';
import { FIELDS, forEachField } from '../domain/verdict-fields.js';
import type { ReadText } from './tenants/remembered-texts.js';

const fieldModel = (labels: readonly string[]) =>
  z
    .object({
      labels: z.array(z.enum(labels as [string, ...string[]])).min(2),
      bias: z.array(z.number()),
      weights: z.record(z.string(), z.array(z.number())),
    })
    .refine(({ labels: own, bias, weights }) =>
      [bias.length + 1, ...Object.values(weights).map(({ length }) => length)].every(
        (length) => length === own.length + 1,
      ),
    );

const classifier = z.object({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  fields: z.strictObject(forEachField('key', ({ labels }) => fieldModel(labels).optional())),
});

/** What a setting that names such a file means. */
export const CLASSIFIER_MEANS =
  "A file of `npm run train`: where the model has no answer, its labels go before the keyword rules'.";

/** Where files are found, and how they are read. */
interface Files {
  /** Relative paths begin here. */
  folder: string;
  read: ReadText;
}

/** A trained classifier, by the path of its file. */
export const classifierFile = ({ folder, read }: Files) =>
  z.string('the path of a file').transform((value, context): TrainedClassifier => {
    const file = path.resolve(folder, value);
    try {
      const parsed = classifier.safeParse(JSON.parse(read(file)));
      if (parsed.success) return parsed.data as TrainedClassifier;
      context.addIssue(faultOf(file, 'another one'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      context.addIssue(
        faultOf(file, code === undefined ? 'no JSON' : `a file that cannot be read (${code})`),
      );
    }
    return z.NEVER;
  });

const faultOf = (file: string, got: string) => ({
  code: 'custom' as const,
  message: `a classifier made by \`npm run train\` in the file ${file}, with labels for ${FIELDS.map(({ key }) => key).join(', ')}`,
  params: { got },
});
