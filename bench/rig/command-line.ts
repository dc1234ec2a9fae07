import { execFile } from 'node:child_process';
import path from 'node:path';
import { CHECKOUT } from '../../src/config/environment.js';
import { baseEnvironment } from './child-process.js';

const PATIENCE_MS = 120_000;

/** What a command printed (stdout, then stderr), and its exit code; null when it was killed. */
export interface TypedCommand {
  code: number | null;
  output: string;
}

/** The product's own executable beside a rig, as an operator has it in a terminal. */
export class CommandLine {
  constructor(private readonly options: { env: Record<string, string>; folder: string }) {}

  /** Runs one command to its end. Never rejects: a command that fails or hangs is told by `code`. */
  run(args: readonly string[]): Promise<TypedCommand> {
    const { env, folder } = this.options;
    const executable = path.join(CHECKOUT, 'bin', 'ticket-processor.mjs');
    const options = { cwd: folder, env: { ...baseEnvironment(), ...env }, timeout: PATIENCE_MS };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [executable, ...args], options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode, output: `${stdout}${stderr}` }),
      );
    });
  }
}
