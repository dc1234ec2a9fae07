/** What is promised to the people who use the tags (docs/metrics.md); missing it is shown and told. */

/** Share of rounds that end well, of a day. Below it the installation is degraded. */
export const SUCCESS_OBJECTIVE = 0.995;
/** Below it the installation is unhealthy. */
export const SUCCESS_CRITICAL = 0.99;
/** The 95th percentile of the latency. Above it the installation is degraded. */
export const LATENCY_SLO_MS = 15_000;
