/** One answer: how sure its giver was, and whether it was right. */
export interface Claim {
  /** 0 to 1. */
  confidence: number;
  isRight: boolean;
}

/** How confidence and accuracy go together. */
export interface Calibration {
  claims: number;
  /** Mean distance between confidence and accuracy, weighted by the claims of each bin: 0 is perfect. */
  expectedError: number;
  /** Mean squared distance between confidence and 1 or 0 (Brier score): 0 is perfect, 0.25 a coin's. */
  brier: number;
  /** Tenths of confidence in which there are claims, lowest first. */
  bins: { from: number; claims: number; confidence: number; accuracy: number }[];
  /** What is left above a threshold, and how right it is. */
  above: { threshold: number; share: number; accuracy: number | null }[];
}

const BINS = 10;
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const accuracyOf = (claims: readonly Claim[]): number => mean(claims.map(({ isRight }) => Number(isRight)));

/** Null without claims. @see Guo et al. 2017, "On Calibration of Modern Neural Networks", for the expected error */
export function calibrate(claims: readonly Claim[]): Calibration | null {
  if (claims.length === 0) return null;
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const inside = claims.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    if (inside.length === 0) return [];
    const confidence = mean(inside.map((claim) => claim.confidence));
    return [{ from: bin / BINS, claims: inside.length, confidence, accuracy: accuracyOf(inside) }];
  }).flat();
  return {
    claims: claims.length,
    expectedError: bins.reduce(
      (sum, bin) => sum + (bin.claims / claims.length) * Math.abs(bin.confidence - bin.accuracy),
      0,
    ),
    brier: mean(claims.map(({ confidence, isRight }) => (confidence - Number(isRight)) ** 2)),
    bins,
    above: THRESHOLDS.map((threshold) => {
      const kept = claims.filter(({ confidence }) => confidence >= threshold);
      return {
        threshold,
        share: kept.length / claims.length,
        accuracy: kept.length === 0 ? null : accuracyOf(kept),
      };
    }),
  };
}
