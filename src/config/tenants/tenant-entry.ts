import { z } from 'zod';
import { CLASSIFIER_MEANS, classifierFile } from '../classifier-file.js';
import { type ConfigFault, settingNotes } from '../../ports/setting.js';
import { phoneRegion, type TriageConfig } from '../triage.js';
import { modelSchema, readModel } from './model-part.js';
import { isMapping, parsePart, type Mapping, unknownKeys } from './part-faults.js';
import { namesLocalAccount, platformKindOf, platformSchema, readPlatform } from './platform-part.js';
import { policyOf, policyShape, scanSchema } from './policy-part.js';
import type { TenantSources } from './secret-reference.js';
import type { TenantConfig } from './tenant.js';
import type { PlatformName } from '../../contract/names.js';
import { descriptorOf } from '../../platforms/index.js';
import { DEFAULT_VERDICT_POLICY, type VerdictPolicy } from '../../domain/tenant-policy.js';

const NAME = 'a name of 1 to 40 lower case letters, digits and -, not beginning with -';

const ownShape = {
  name: z
    .string(NAME)
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, NAME)
    .register(settingNotes, { means: 'In workflow IDs, queues and statistics.' }),
  dryRun: z.boolean('true or false').optional().register(settingNotes, {
    means: 'Everything but the write.',
    otherwise: '`DRY_RUN`; must be said for a help desk that is not on this machine',
  }),
  phoneRegion: phoneRegion.optional().register(settingNotes, {
    means: 'Country of phone numbers that are written nationally.',
    otherwise: '`DEFAULT_PHONE_REGION`',
  }),
  ...policyShape,
};

const classifierShape = (sources: TenantSources) => ({
  classifier: classifierFile(sources).optional().register(settingNotes, {
    means: CLASSIFIER_MEANS,
    values: 'the path of a file',
    otherwise: '`FALLBACK_CLASSIFIER`',
  }),
});

/** Every key that an entry may have, with its kind of help desk. */
export const entrySchema = (entry: Mapping, sources: TenantSources) =>
  z.object({
    ...ownShape,
    platform: platformSchema(platformKindOf(entry['platform']), sources),
    model: modelSchema(sources),
    scan: scanSchema.optional(),
    ...classifierShape(sources),
  });

/** One tenant of the file; null when it is wrong, and `faults` says why. `path` as in `tenants[0]`. */
export function readTenant(
  entry: unknown,
  { path, faults, sources }: { path: string; faults: ConfigFault[]; sources: TenantSources },
): TenantConfig | null {
  const before = faults.length;
  if (!isMapping(entry)) {
    faults.push({ variable: path, expected: 'a mapping with name, platform and model', got: typeof entry });
    return null;
  }
  faults.push(...unknownKeys(entrySchema(entry, sources), entry, path));
  const own = parsePart(z.object(ownShape), { value: entry, path, faults });
  const kind = platformKindOf(entry['platform']);
  if (own) faults.push(...categoryTagFaults({ kind, ...own }, path));
  const read = { faults, sources };
  const platform = readPlatform(entry['platform'], { ...read, path: `${path}.platform` });
  const llm = readModel(entry['model'], { ...read, path: `${path}.model` });
  const scan = parsePart(scanSchema, { value: entry['scan'], path: `${path}.scan`, faults });
  const learnt = parsePart(z.object(classifierShape(sources)), { value: entry, path, faults });
  const { triage: defaults } = sources.defaults;
  if (asksForDryRun(entry, defaults))
    faults.push({
      variable: `${path}.dryRun`,
      expected: 'true or false, said explicitly for a real help desk',
      got: 'unset',
    });
  if (!own || !platform || !llm || !scan || !learnt || faults.length > before) return null;
  const triage = {
    cron: scan.cron ?? defaults.cron,
    scanStart: scan.start ?? defaults.scanStart,
    statuses: scan.statuses ?? defaults.statuses,
    filter: scan.filter ?? defaults.filter,
    concurrency: scan.concurrency ?? defaults.concurrency,
    // What the environment holds back, no entry lets through.
    dryRun: defaults.dryRun === true ? true : (own.dryRun ?? defaults.dryRun),
    phoneRegion: own.phoneRegion ?? defaults.phoneRegion,
  };
  const tenant = { name: own.name, fileEntry: path, platformKind: platform.kind, platform, llm, triage };
  const { classifier = sources.defaults.policy.classifier } = learnt;
  return { ...tenant, policy: { ...policyOf(own, sources.defaults.policy), classifier } };
}

function asksForDryRun(
  { dryRun, platform }: Readonly<Record<string, unknown>>,
  defaults: TriageConfig,
): boolean {
  if (dryRun !== undefined || defaults.dryRun !== null || !isMapping(platform)) return false;
  const { subdomain, baseUrl } = platform;
  return (subdomain !== undefined || baseUrl !== undefined) && !namesLocalAccount(baseUrl);
}

export interface CategoryTags {
  kind: PlatformName;
  categories?: VerdictPolicy['categories'] | undefined;
  categoryTagPrefix?: string | undefined;
}

/**
 * A fault for each category whose tag the help desk would refuse, by which no ticket of that category would ever get
 * its verdict. @param path of the tenant, such as `tenants[0]`.
 */
export function categoryTagFaults(
  { kind, categories = [], categoryTagPrefix = DEFAULT_VERDICT_POLICY.categoryTagPrefix }: CategoryTags,
  path: string,
): ConfigFault[] {
  const { longestTag } = descriptorOf(kind);
  const most = longestTag - categoryTagPrefix.length;
  const expected =
    most < 1
      ? `a shorter categoryTagPrefix: a tag of ${kind} has at most ${longestTag} characters`
      : `a name of at most ${most} characters: with ${categoryTagPrefix} it is a tag, and one of ${kind} has at most ${longestTag}`;
  return categories.flatMap(({ name }, index) => {
    if (name.length <= most) return [];
    return [{ variable: `${path}.categories[${index}].name`, expected, got: JSON.stringify(name) }];
  });
}
