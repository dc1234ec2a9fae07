import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client, type WorkflowHandle } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { MARK } from './planted.js';
import { talkativeActivities } from './talkative-activities.js';

const run = promisify(execFile);
const BINARY = process.env['TEMPORAL_CLI_PATH'] ?? '';

/** A real Temporal server whose database file can be searched. */
export interface SearchableServer {
  env: TestWorkflowEnvironment;
  /** Every planted text that stands in the database in the clear, sorted, once each. */
  plantedTexts(): string[];
  /** Runs the `temporal` CLI against it; what it printed. */
  temporal(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server of its own, with its database in a folder of its own. */
export async function searchableServer(): Promise<SearchableServer> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'searchable-server-'));
  const env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: BINARY },
      dbFilename: path.join(folder, 'temporal.db'),
      extraArgs: ['--log-level', 'never'],
    },
  });
  return {
    env,
    plantedTexts: () => {
      const stored = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'latin1'));
      return [
        ...new Set(stored.flatMap((text) => text.match(new RegExp(`${MARK}[\\w-]*`, 'g')) ?? [])),
      ].sort();
    },
    temporal: async (...args) => (await run(BINARY, [...args, '--address', env.address])).stdout,
    stop: async () => {
      await env.teardown();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The message of the run's first failed workflow task, as stored; waits for it. */
export async function taskFailureOf(handle: WorkflowHandle): Promise<string> {
  for (;;) {
    const { events } = await handle.fetchHistory();
    const failure = events?.find(
      ({ workflowTaskFailedEventAttributes }) => workflowTaskFailedEventAttributes,
    );
    if (failure) return failure.workflowTaskFailedEventAttributes?.failure?.message ?? '';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The test's workflows, bundled with or without a failure converter. */
export function bundleTalkative(failureConverterPath?: string): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'talkative-workflows.ts'),
    logger: new DefaultLogger('WARN'),
    ...(failureConverterPath === undefined ? {} : { failureConverterPath }),
  });
}

/** A client with this converter; none: everything in the clear. */
export function clientWith(env: TestWorkflowEnvironment, dataConverter?: DataConverter): Client {
  return new Client({
    connection: env.connection,
    namespace: env.namespace ?? 'default',
    ...(dataConverter === undefined ? {} : { dataConverter }),
  });
}

/** What a worker runs, and how it is stored. */
export interface WorkerSettings {
  workflowBundle: WorkflowBundle;
  dataConverter?: DataConverter;
}

/** Runs `use` while one worker serves the queue. */
export async function withWorker<T>(
  env: TestWorkflowEnvironment,
  settings: WorkerSettings & { taskQueue: string },
  use: () => Promise<T>,
): Promise<T> {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    activities: talkativeActivities,
    ...settings,
  });
  return worker.runUntil(use);
}
