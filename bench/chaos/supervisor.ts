import type { RigProcess } from '../rig/child-process.js';
import type { Rig } from '../rig/rig.js';
import { VICTIMS, type Victim } from './plan.js';

const REVIVE_EVERY_MS = 250;

/** Kills processes without a goodbye, and starts whatever has ended at once, as a supervisor in production does. */
export class Supervisor {
  readonly kills: Record<Victim, number> = { 'worker 1': 0, 'worker 2': 0, 'Temporal server': 0 };
  /** Workers that ended by themselves, such as at a start without a server. */
  ownEnds = 0;
  private readonly dying = new Set<Victim>();

  constructor(private readonly rig: Rig) {}

  get killCount(): number {
    return VICTIMS.reduce((sum, victim) => sum + this.kills[victim], 0);
  }

  /** Resolves when the victim is gone and its successor has been started (not: is ready). */
  async kill(victim: Victim): Promise<void> {
    const process = this.processOf(victim);
    if (process.hasEnded) return;
    this.dying.add(victim);
    await process.kill();
    this.kills[victim] += 1;
    process.startAgain();
    this.dying.delete(victim);
  }

  /** Starts what ends by itself, until the returned function is called or a start fails. */
  watch(onFailure: (error: unknown) => void): () => void {
    const timer = setInterval(() => {
      try {
        this.revive();
      } catch (error) {
        clearInterval(timer);
        onFailure(error);
      }
    }, REVIVE_EVERY_MS);
    return () => clearInterval(timer);
  }

  private revive(): void {
    for (const victim of VICTIMS) {
      const process = this.processOf(victim);
      if (!process.hasEnded || this.dying.has(victim)) continue;
      this.ownEnds += 1;
      process.startAgain();
    }
  }

  private processOf(victim: Victim): RigProcess {
    const { workers, temporal } = this.rig;
    const process = { 'worker 1': workers[0], 'worker 2': workers[1], 'Temporal server': temporal }[victim];
    if (process === undefined) throw new Error(`the rig has no ${victim}`);
    return process;
  }
}
