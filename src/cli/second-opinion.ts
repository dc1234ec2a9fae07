import type { SecondOpinion } from '../ports/second-opinion.js';
import { composeSecondOpinion } from '../compose/compose-second-opinion.js';
import type { Config } from '../config/load.js';
import { commandLogger } from './context.js';

/**
 * The second detector that the configuration names, asked as ticket runs ask it; undefined where it names none. With
 * `continue` what it does not answer is logged on stderr; with `stop` its error ends the command.
 * @throws {ConfigurationError} when its address may not be spoken to.
 */
export function secondOpinionOf(command: string, config: Config): SecondOpinion | undefined {
  if (config.presidio.baseUrl === null) return undefined;
  const { plainHttpHosts } = config.process;
  return composeSecondOpinion(config.presidio, { plainHttpHosts, logger: commandLogger(command, config) });
}
