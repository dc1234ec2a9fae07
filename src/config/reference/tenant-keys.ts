import { z } from 'zod';
import { DEFAULT_VERDICT_POLICY } from '../../domain/tenant-policy.js';
import { freshdeskRatesSchema } from '../../platforms/freshdesk/settings.js';
import { llmSchema } from '../../models/settings.js';
import { settingNotes } from '../../ports/setting-notes.js';
import type { TenantSources } from '../tenants/sources.js';
import { entrySchema } from '../tenants/tenant-entry.js';
import { triageSchema } from '../triage.js';
import { verdictsSchema } from '../verdicts.js';
import { zendeskRatesSchema } from '../../platforms/zendesk/settings.js';
import { describeSetting, textOf, type Setting } from './setting.js';

/** What the schemas are made with; nothing is read. */
const SOURCES: TenantSources = {
  env: {},
  folder: '',
  read: () => '',
  plainHttpHosts: [],
  defaults: {
    rates: zendeskRatesSchema.extend(freshdeskRatesSchema.shape).parse({}),
    llm: llmSchema.parse({}),
    triage: triageSchema.parse({}),
    policy: verdictsSchema.parse({}),
  },
};

const POLICY: Readonly<Record<string, unknown>> = { ...DEFAULT_VERDICT_POLICY };

/** Every key of a tenant's entry, of any kind of help desk, such as `platform.subdomain`. */
export function tenantKeys(): Setting[] {
  const entries = ['zendesk', 'freshdesk'].map((kind) => entrySchema({ platform: { kind } }, SOURCES));
  const parts = Object.keys(entries[0]!.shape);
  const keys = new Map(entries.flatMap((entry) => keysOf(entry, '').map((key) => [key.name, key])));
  const place = ({ name }: Setting) => parts.indexOf(name.split(/[.[]/)[0] as string);
  return [...keys.values()].sort((one, other) => place(one) - place(other));
}

/** Beside keys with values also what lies below them, unless their notes say all of it. */
function keysOf(schema: z.ZodObject, before: string): Setting[] {
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, value]) => {
    const name = `${before}${key}`;
    const notes = settingNotes.get(value);
    const inner = notes?.values === undefined ? mappingIn(value) : null;
    const own =
      notes === undefined && inner !== null ? [] : [withOtherwise(describeSetting(name, value, ''), value)];
    return inner === null ? own : [...own, ...keysOf(inner.mapping, `${name}${inner.step}`)];
  });
}

function withOtherwise(setting: Setting, schema: z.ZodType): Setting {
  if (setting.otherwise !== null) return setting;
  if (!(schema instanceof z.ZodOptional)) return { ...setting, otherwise: 'must be said' };
  return { ...setting, fixedDefault: textOf(POLICY[setting.name]) };
}

function mappingIn(schema: z.ZodType): { mapping: z.ZodObject; step: string } | null {
  if (schema instanceof z.ZodOptional) return mappingIn(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject) return { mapping: schema, step: '.' };
  if (!(schema instanceof z.ZodArray) || !(schema.element instanceof z.ZodObject)) return null;
  return { mapping: schema.element, step: '[].' };
}
