/** What the 95th percentile of the latency may be before the installation counts as degraded (docs/metrics.md). */
export const LATENCY_SLO_MS = 15_000;
