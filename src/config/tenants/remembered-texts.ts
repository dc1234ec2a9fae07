import { readFileSync } from 'node:fs';
import { textOf } from '../../ports/setting.js';

/** The text of a file. @throws what `readFileSync` throws. */
export type ReadText = (file: string) => string;

export const readText: ReadText = (file) => textOf(readFileSync(file));

/** Remembers the texts that a reading was made of, so that it need not be made again while they are the same. */
export class RememberedTexts {
  readonly #texts = new Map<string, string>();

  /** Reads a file and remembers its text, or why it cannot be read. */
  readonly read: ReadText = (file) => {
    try {
      const text = readText(file);
      this.#texts.set(file, text);
      return text;
    } catch (error) {
      this.#texts.set(file, failure(error));
      throw error;
    }
  };

  /** Whether every file that was read would be read as the same now. */
  areCurrent(): boolean {
    return [...this.#texts].every(([file, text]) => textOrFailure(file) === text);
  }
}

/** A failure by its code, with a sign that no file of text begins with. */
const failure = (error: unknown): string => `\0${(error as NodeJS.ErrnoException).code}`;

function textOrFailure(file: string): string {
  try {
    return readText(file);
  } catch (error) {
    return failure(error);
  }
}
