/** How sure a verdict is of its root cause and urgency together. */
export interface Confidence {
  /** 0 to 1. */
  value: number;
  /**
   * `tokenProbabilities`: the product of the probabilities that the model gave its two labels, among all labels.
   * `modelStatement`: what the model says of itself, which small models overstate.
   */
  basis: 'tokenProbabilities' | 'modelStatement';
}

/** True when the priority may follow the verdict: it reaches the threshold, or there is none (0). */
export const reachesThreshold = (confidence: Confidence | undefined, threshold: number): boolean =>
  threshold === 0 || (confidence !== undefined && confidence.value >= threshold);
