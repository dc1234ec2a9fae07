import { hostname } from 'node:os';
import type { RigProcess } from '../rig/child-process.js';
import type { Rig } from '../rig/rig.js';

/** The worker deployment of a run. */
export const DEPLOYMENT = 'triage';

/** The builds of a run, in the order they come. */
export const BUILDS = ['A', 'B', 'C'] as const;
export type Build = (typeof BUILDS)[number];

/** Worker processes of several builds on one rig, that come, go and are killed. */
export class Fleet {
  private readonly members: Record<Build, RigProcess[]> = { A: [], B: [], C: [] };
  private readonly builds = new Map<string, Build>();
  readonly kills: Record<Build, number> = { A: 0, B: 0, C: 0 };

  constructor(private readonly rig: Rig) {}

  /** Two workers of a build, side by side; resolves when both poll. */
  async start(build: Build, { modelUrl }: { modelUrl?: string } = {}): Promise<void> {
    const options = { version: { deploymentName: DEPLOYMENT, buildId: build }, modelUrl };
    this.members[build] = await Promise.all([this.rig.addWorker(options), this.rig.addWorker(options)]);
    for (const { pid } of this.members[build]) this.builds.set(`${pid}@${hostname()}`, build);
  }

  /** The build of a worker, by how it signs what it did in a history. */
  buildOf(identity: string): Build | undefined {
    return this.builds.get(identity);
  }

  /** SIGKILL for this many workers of a build. */
  async kill(build: Build, count: number): Promise<void> {
    const victims = this.alive(build).slice(0, count);
    await Promise.all(victims.map((victim) => victim.kill()));
    this.kills[build] += victims.length;
  }

  /** SIGTERM for the workers of a build that are there; their exit codes, null for one that had to be killed. */
  async stop(build: Build): Promise<(number | null)[]> {
    const members = this.alive(build);
    await Promise.all(members.map((member) => member.stop()));
    return members.map(({ child }) => child.exitCode);
  }

  /** Workers of a build that run. */
  alive(build: Build): RigProcess[] {
    return this.members[build].filter(({ hasEnded }) => !hasEnded);
  }
}
