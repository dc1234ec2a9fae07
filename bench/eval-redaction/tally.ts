/** One line of the evaluation: how many cases, how many came out right. */
export interface Score {
  group: 'recall' | 'untouched' | 'precision';
  name: string;
  right: number;
  total: number;
  /** A few of the wrong ones, only for data that is public. */
  wrong: string[];
}

const MAX_WRONG_SHOWN = 400;

/** Collects scores by group and name, in the order they first appear. */
export class Tally {
  readonly #scores = new Map<string, Score>();

  add(group: Score['group'], name: string, outcome: { right: boolean; text: string }): void {
    const key = `${group} ${name}`;
    const score = this.#scores.get(key) ?? { group, name, right: 0, total: 0, wrong: [] };
    score.total += 1;
    if (outcome.right) score.right += 1;
    else if (score.wrong.length < MAX_WRONG_SHOWN) score.wrong.push(outcome.text);
    this.#scores.set(key, score);
  }

  scores(): Score[] {
    return [...this.#scores.values()];
  }
}
