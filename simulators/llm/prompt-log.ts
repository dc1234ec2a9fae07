import type { ChatRequest } from './wire.js';

type Messages = ChatRequest['messages'];

/** The last prompts, in memory only, so that a test can search them for what must not be there. */
export class PromptLog {
  readonly #keep: number;
  #prompts: Messages[] = [];
  readonly #beginnings = new Set<string>();

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Keeps a prompt, forgets the oldest beyond the limit, and says whether its system text was sent before. */
  add(messages: Messages, systemText: string): boolean {
    this.#prompts.push(messages);
    if (this.#prompts.length > this.#keep) this.#prompts.shift();
    const seen = this.#beginnings.has(systemText);
    this.#beginnings.add(systemText);
    return seen;
  }

  /** Oldest first. */
  all(): readonly Messages[] {
    return this.#prompts;
  }
}
