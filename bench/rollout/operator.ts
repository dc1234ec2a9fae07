import { setTimeout as delay } from 'node:timers/promises';
import type { CommandLine } from '../rig/command-line.js';
import { DEPLOYMENT, type Build } from './fleet.js';

const TOTAL = /Total:\s*(\d+)/i;
const AGAIN_AFTER_MS = 2_000;
/** For a command that fails until the server has heard of a build on all its queues, or has time again. */
const SUCCEEDS_WITHIN_MS = 120_000;

/** The operator of docs/deployment.md: the same commands, typed into the product's own CLI. */
export class Operator {
  /** Everything that was typed, for the report. */
  readonly typed: string[] = [];

  constructor(
    private readonly commandLine: CommandLine,
    private readonly signal: AbortSignal,
  ) {}

  /** Looks until the server lists pollers of a build. */
  async seesPollers(build: Build): Promise<void> {
    const queue = ['--task-queue', 'tickets', '--select-build-id', `${DEPLOYMENT}:${build}`];
    const look = ['task-queue', 'describe', ...queue, '--output', 'json'];
    await this.until(`pollers of build ${build}`, look, (output) => /"identity"/i.test(output));
  }

  async ramp(build: Build, percentage: number): Promise<void> {
    const line = ['worker', 'deployment', 'set-ramping-version', ...version(build)];
    await this.until(`the ramp of build ${build}`, [...line, '--percentage', String(percentage), '--yes']);
  }

  async makeCurrent(build: Build): Promise<void> {
    const line = ['worker', 'deployment', 'set-current-version', ...version(build), '--yes'];
    await this.until(`build ${build} to be current`, line);
  }

  /** What the server says of a build that is neither current nor ramping: `draining` or `drained`. */
  async drainage(build: Build): Promise<string> {
    const line = ['worker', 'deployment', 'describe-version', ...version(build), '--output', 'json'];
    const { output } = await this.type(line);
    return drainageStatus(output);
  }

  /** Tickets and other runs that are open on a build. */
  async openOn(build: Build): Promise<number> {
    const line = ['workflow', 'count', '--query', openRuns(build)];
    const output = await this.until('a count of runs', line, (printed) => TOTAL.test(printed));
    return Number(TOTAL.exec(output)?.[1]);
  }

  /** Moves the open runs of a build to the current one. */
  async moveToCurrent(build: Build): Promise<void> {
    const how = ['--versioning-override-behavior', 'auto_upgrade', '--reason', `build ${build} is broken`];
    const line = ['workflow', 'update-options', '--query', openRuns(build), ...how, '--yes'];
    await this.until('the move', line);
  }

  /** Types a line until it succeeds and shows what is looked for; what it printed. */
  private async until(
    what: string,
    line: readonly string[],
    shows: (output: string) => boolean = () => true,
  ): Promise<string> {
    for (const deadline = Date.now() + SUCCEEDS_WITHIN_MS; ;) {
      const { code, output } = await this.type(line);
      if (code === 0 && shows(output)) return output;
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}: ${code}: ${output}`);
      await delay(AGAIN_AFTER_MS, undefined, { signal: this.signal });
    }
  }

  private async type(line: readonly string[]): Promise<{ code: number | null; output: string }> {
    this.signal.throwIfAborted();
    const args = ['temporal', ...line];
    if (this.typed.at(-1) !== args.join(' ')) this.typed.push(args.join(' '));
    return this.commandLine.run(args);
  }
}

const version = (build: Build) => ['--deployment-name', DEPLOYMENT, '--build-id', build];

const openRuns = (build: Build) =>
  `TemporalWorkerDeploymentVersion='${DEPLOYMENT}:${build}' AND ExecutionStatus='Running'`;

/** The drainage status in what `describe-version` prints, in small letters; empty when it says none. */
export const drainageStatus = (output: string): string =>
  /"drainageStatus":\s*"([a-z_]+)"/i.exec(output)?.[1]?.toLowerCase() ?? '';
