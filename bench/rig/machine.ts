import os from 'node:os';

/** What the figures depend on, printed beside them. */
export function machineFacts() {
  const [cpu] = os.cpus();
  return {
    cores: os.availableParallelism(),
    cpu: cpu?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    /** Load average of the last minute when the run began: above 0.5 something else was running. */
    loadBefore: Number(os.loadavg()[0]?.toFixed(2)),
    at: new Date().toISOString(),
  };
}

export type MachineFacts = ReturnType<typeof machineFacts>;
