/** The file that a redaction thread runs: one job at a time, handed over by `threads.ts`. */
import { parentPort } from 'node:worker_threads';
import { type RedactionJob, runRedactionJob } from './job.js';

/** What a thread says when it begins a job, so that its time is counted from there. */
export interface JobBegun {
  begun: number;
}

export function work({ id, job }: { id: number; job: RedactionJob }): unknown {
  parentPort?.postMessage({ begun: id } satisfies JobBegun);
  return runRedactionJob(job);
}
