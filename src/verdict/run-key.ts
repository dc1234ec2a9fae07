/** Names one workflow run, for what this process remembers of it. */
export const runKey = (run: { workflowId: string; runId: string } | undefined): string =>
  `${run?.workflowId}/${run?.runId}`;
