import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type ConfigFault, trimmed, accountName } from '../../ports/setting.js';
import { descriptorOf } from '../../platforms/index.js';
import { platformKindOf } from './platform-part.js';
import { isMapping, type Mapping } from './part-faults.js';
import type { ReadText } from './remembered-texts.js';
import type { TenantSources } from './secret-reference.js';
import { readTenant } from './tenant-entry.js';
import type { TenantConfig } from './tenant.js';

const VARIABLE = 'TENANTS_FILE';
const SHAPE = 'a YAML mapping with the key tenants, a list of at least one tenant';

/**
 * The tenants of a YAML file, in its order. Faults of all of them are added to `faults`, with their paths such as
 * `tenants[1].model.baseUrl`; what is returned is complete only when none was added.
 */
export function readTenantsFile(
  file: string,
  { faults, sources }: { faults: ConfigFault[]; sources: Omit<TenantSources, 'folder'> },
): TenantConfig[] {
  const entries = entriesOf(file, faults, sources.read);
  const ownSources = { ...sources, folder: path.dirname(path.resolve(file)) };
  const tenants = entries.map((entry, index) =>
    readTenant(entry, { path: `tenants[${index}]`, faults, sources: ownSources }),
  );
  faults.push(...sharedNames(entries), ...sharedAccounts(entries));
  return tenants.filter((tenant) => tenant !== null);
}

function entriesOf(file: string, faults: ConfigFault[], read: ReadText): unknown[] {
  const fault = (expected: string, got: string): [] => {
    faults.push({ variable: VARIABLE, expected, got });
    return [];
  };
  let source: string;
  try {
    source = read(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fault('a YAML file that can be read', `${JSON.stringify(file)} (${code})`);
  }
  const content = parseYaml(source);
  if ('wrongAt' in content) return fault('valid YAML', content.wrongAt);
  if (!isMapping(content.value)) return fault(SHAPE, 'something else');
  const { tenants, ...others } = content.value;
  for (const key of Object.keys(others))
    faults.push({
      variable: key,
      expected: 'only the key tenants at the top',
      got: 'a key that nothing reads',
    });
  return Array.isArray(tenants) && tenants.length > 0 ? tenants : fault(SHAPE, 'no tenants');
}

/** A parser's own message quotes the file, where a secret may have been written: only its place is told. */
function parseYaml(source: string): { value: unknown } | { wrongAt: string } {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { wrongAt: `${error.code} in line ${line}, column ${col}` };
  }
  try {
    return { value: withoutEmpty(document.toJS()) };
  } catch {
    return { wrongAt: 'more aliases than a file of tenants needs' };
  }
}

/** A key without a value counts as unset, as an empty variable does; white space around a text does not count. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value === 'string') return trimmed(value);
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutEmpty(inner)]),
  ) satisfies Mapping;
}

/** Looks at the entries themselves, so that a fault elsewhere does not hide these. */

/** A name is the tenant's in workflow IDs, queues and statistics: there is one of each. */
export function sharedNames(entries: readonly unknown[]): ConfigFault[] {
  const names = entries.map((entry) => (isMapping(entry) ? entry['name'] : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (typeof name !== 'string' || first === index) return [];
    const expected = `another name than that of tenants[${first}]`;
    return [{ variable: `tenants[${index}].name`, expected, got: JSON.stringify(name) }];
  });
}

/** One writer a ticket: two tenants on one account would each write a verdict to each ticket, also in turns. */
export function sharedAccounts(entries: readonly unknown[]): ConfigFault[] {
  const known = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const platform = isMapping(entry) && isMapping(entry['platform']) ? entry['platform'] : {};
    const identities = accountIdentities(platform);
    const first = identities.map((identity) => known.get(identity)).find((other) => other !== undefined);
    for (const identity of identities) if (!known.has(identity)) known.set(identity, index);
    if (first === undefined) return [];
    const key = platform['baseUrl'] === undefined ? 'subdomain' : 'baseUrl';
    const expected = `another account than that of tenants[${first}]`;
    return [{ variable: `tenants[${index}].platform.${key}`, expected, got: 'the same account' }];
  });
}

/** A subdomain and its address are one account, whichever of them an entry names. */
function accountIdentities(platform: Mapping): string[] {
  const { subdomain, baseUrl } = platform;
  const host = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? [new URL(baseUrl).host] : [];
  const { domain } = descriptorOf(platformKindOf(platform));
  const { data: name } = accountName(domain).safeParse(subdomain);
  return [...host, ...(name === undefined ? [] : [`${name.toLowerCase()}.${domain}`])];
}
