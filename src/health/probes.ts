import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { LanguageModel } from '../ports/model.js';
import type { TicketPlatform } from '../ports/platform.js';
import { readPause, type TenantPause } from '../temporal/pause.js';
import { readWriteSwitch, type WriteSwitch } from '../temporal/write-switch.js';

export type DiskState = 'ok' | 'warning' | 'critical';

/** What the outside world looks like from here. Probes are cheap and never write. */
export interface Probes {
  platform(): Promise<boolean>;
  model(): Promise<boolean>;
  temporal(): Promise<boolean>;
  disk(): Promise<DiskState>;
  /** Null when Temporal does not say. */
  writes(): Promise<WriteSwitch | null>;
  /** Null when Temporal does not say. */
  pause(): Promise<TenantPause | null>;
}

const PROBE_TIMEOUT_MS = 5_000;
/** Answers are used again for this long: a probe that a load balancer asks every second costs nothing. */
const PROBE_HOLDS_MS = 20_000;
/** Free space, as a share of the disk, below which it is called a warning, or critical. */
export const DISK_WARNING_SHARE = 0.1;
export const DISK_CRITICAL_SHARE = 0.03;

interface ProbeTargets {
  tenant: string;
  platform: TicketPlatform;
  model: LanguageModel;
  client: Client;
  dataDir: string;
}

/** Probes of one tenant's services, each answer held for 20 s. */
export function createProbes({ tenant, platform, model, client, dataDir }: ProbeTargets): Probes {
  const signal = () => AbortSignal.timeout(PROBE_TIMEOUT_MS);
  return {
    platform: held(() => succeeds(platform.whoAmI(signal()))),
    model: held(() => succeeds(model.reachable(signal()))),
    temporal: temporalProbe(client),
    disk: held(() => diskState(dataDir)),
    writes: held(() => inTime(client, () => readWriteSwitch(client, tenant)).catch(() => null)),
    pause: held(() => inTime(client, () => readPause(client, tenant)).catch(() => null)),
  };
}

/** Whether Temporal answers; held as the others are. */
export const temporalProbe = (client: Client): Probes['temporal'] =>
  held(() => succeeds(inTime(client, () => client.workflowService.getSystemInfo({}))));

const inTime = <T>(client: Client, ask: () => Promise<T>): Promise<T> =>
  client.withDeadline(Date.now() + PROBE_TIMEOUT_MS, ask);

async function succeeds(probe: Promise<unknown>): Promise<boolean> {
  return probe.then(
    () => true,
    () => false,
  );
}

/** By the share that is free of the disk under the data folder; one that is not made yet, of where it would be. */
export async function diskState(dataDir: string): Promise<DiskState> {
  const { bavail, blocks } = await statfs(await nearestFolder(dataDir));
  const share = blocks === 0 ? 1 : bavail / blocks;
  if (share < DISK_CRITICAL_SHARE) return 'critical';
  return share < DISK_WARNING_SHARE ? 'warning' : 'ok';
}

/** The folder itself, or the one above it that is there and in which it would be made. */
export async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  const parent = path.dirname(folder);
  return found !== null || parent === folder ? folder : nearestFolder(parent);
}

function held<T>(probe: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let askedAtMs = 0;
  return () => {
    if (answer === null || Date.now() - askedAtMs > PROBE_HOLDS_MS) {
      askedAtMs = Date.now();
      answer = probe();
    }
    return answer;
  };
}
