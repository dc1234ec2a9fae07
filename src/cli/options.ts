import { InvalidArgumentError, Option, type Command } from 'commander';
import { TIME_OR_AGE, timeOrAge } from '../domain/age.js';
import { TICKET_ID } from '../domain/ticket.js';
import { readEnvironment } from '../config/environment.js';
import { ConfigurationError } from '../ports/setting.js';
import { loadConfig, type TenantConfig } from '../config/load.js';
import { UsageError } from './context.js';

/**
 * `--json`: stdout holds one JSON value, or one a line, and nothing else. What is on stderr is JSON too: log lines of
 * a process that goes on, and `{"error": …}` when the command failed.
 */
const jsonOption = (): Option =>
  new Option('--json', 'for machines: JSON on stdout, errors as JSON on stderr');

/** Gives `--json` to every command that a person can run, unless the command declares it itself. */
export function addJsonOption(command: Command): void {
  if (command.commands.length > 0) command.commands.forEach(addJsonOption);
  else if (command.options.every(({ long }) => long !== '--json')) command.addOption(jsonOption());
}

/** Whether these arguments ask for `--json`, also when they cannot be understood. */
export function asksForJson(argv: readonly string[]): boolean {
  // What follows is for another program.
  const own = argv[0] === 'temporal' ? argv.slice(0, 2) : argv;
  const end = own.indexOf('--');
  return own.slice(0, end === -1 ? own.length : end).includes('--json');
}

/** `--tenant`, of commands that are about one of them. Where there is only one it need not be said. */
export const tenantOption = (): Option =>
  new Option('--tenant <name>', 'which tenant').default('default', 'the only one there is');

/** `--tenant`, of commands that are about all of them unless one is named. */
export const anyTenantOption = (): Option =>
  new Option('--tenant <name>', 'this one alone; all of them when it is not said');

/** A time in the past, given as ISO 8601 or as an age; kept as it was given, since an age counts from its use. */
export function pastTime(value: string): string {
  const now = new Date();
  const time = timeOrAge(value, now);
  if (time === null || !isRealDay(value) || !/^\d{4}-/.test(time))
    throw new InvalidArgumentError(`Expected ${TIME_OR_AGE}.`);
  if (time > now.toISOString()) throw new InvalidArgumentError('Expected a time in the past.');
  return value;
}

/** `Date.parse` takes 30 February for 2 March. */
function isRealDay(value: string): boolean {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(value) ?? [];
  return day === undefined || new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** A number above 0, fractions too. */
export function positiveNumber(value: string): number {
  const number = /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : 0;
  if (number <= 0) throw new InvalidArgumentError('Expected a number above 0.');
  return number;
}

/** Collects ticket IDs, each once. */
export function ticketId(value: string, previous: readonly string[] = []): string[] {
  if (!TICKET_ID.test(value)) throw new InvalidArgumentError('Expected a ticket ID such as 42.');
  return previous.includes(value) ? [...previous] : [...previous, value];
}

/**
 * Gives a command that is about one tenant, and was not told which, the only one there is.
 * @throws {UsageError} that names them where there are several.
 */
export function nameOnlyTenant(command: Command): void {
  if (command.getOptionValueSource('tenant') !== 'default') return;
  const [tenant, ...others] = tenants();
  if (others.length > 0) {
    const names = [tenant, ...others].map((known) => known?.name).join(', ');
    throw new UsageError(`there are several tenants; expected --tenant with one of: ${names}`);
  }
  if (tenant !== undefined) command.setOptionValueWithSource('tenant', tenant.name, 'default');
}

/** None where the configuration is wrong, which is the command's to tell. */
function tenants(): readonly TenantConfig[] {
  try {
    return loadConfig(readEnvironment()).tenants;
  } catch (error) {
    if (error instanceof ConfigurationError) return [];
    throw error;
  }
}
