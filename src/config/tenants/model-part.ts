import { z } from 'zod';
import { type ConfigFault, settingNotes } from '../../ports/setting.js';
import { isAmong, modelRoot, OPENAI_BASE_URL, type LlmConfig } from '../../models/settings.js';
import { isMapping, parsePart, count, permittedUrl, pricePerMtok, text } from './part-faults.js';
import { REFERENCE, secretReference, type TenantSources } from './secret-reference.js';

/** `model` of a tenant: an OpenAI-compatible endpoint, or OpenAI's own where only a key is given. */
export const modelSchema = (sources: TenantSources) =>
  z.object(
    {
      baseUrl: permittedUrl(modelRoot, sources.plainHttpHosts).optional().register(settingNotes, {
        means: 'Any OpenAI-compatible endpoint.',
        otherwise: "OpenAI's, which wants a key",
      }),
      apiKey: secretReference(sources).optional().register(settingNotes, {
        means: 'The key for the endpoint.',
        values: REFERENCE,
      }),
      name: text('the name of a model')
        .optional()
        .register(settingNotes, { means: 'The model.', otherwise: '`LLM_MODEL`' }),
      timeoutMs: count('milliseconds').optional().register(settingNotes, {
        means: 'How long one answer is waited for.',
        otherwise: '`LLM_TIMEOUT_MS`',
      }),
      priceInputPerMtokUsd: pricePerMtok.optional().register(settingNotes, {
        means: 'What the model reads costs.',
        otherwise: '`LLM_PRICE_INPUT_PER_MTOK`',
      }),
      priceOutputPerMtokUsd: pricePerMtok
        .optional()
        .register(settingNotes, { means: 'What it writes costs.', otherwise: '`LLM_PRICE_OUTPUT_PER_MTOK`' }),
      privateHosts: z
        .array(text('a host name').toLowerCase(), 'a list of host names')
        .min(1, 'at least one host name')
        .optional()
        .register(settingNotes, {
          means:
            "The only hosts that this tenant's model requests may go to; fewer than `LLM_PRIVATE_HOSTS`, not others.",
          otherwise: '`LLM_PRIVATE_HOSTS`',
        }),
    },
    'a mapping with apiKey or baseUrl',
  );

/** Null when it is wrong; `faults` says why. */
export function readModel(
  value: unknown,
  { path, faults, sources }: { path: string; faults: ConfigFault[]; sources: TenantSources },
): LlmConfig | null {
  const given = parsePart(modelSchema(sources), { value, path, faults });
  const named = isMapping(value) && (value['baseUrl'] !== undefined || value['apiKey'] !== undefined);
  if (!named && (value === undefined || isMapping(value)))
    faults.push({
      variable: `${path}.apiKey`,
      expected: 'a key, or baseUrl of a private model: made-up verdicts are for simulators only',
      got: 'unset',
    });
  if (given === null || !named) return null;
  const { llm: defaults } = sources.defaults;
  const baseUrl = given.baseUrl ?? OPENAI_BASE_URL;
  refusePublicHost({ path, baseUrl, own: given.privateHosts, everybodys: defaults.privateHosts, faults });
  return {
    endpoint: { baseUrl, apiKey: given.apiKey },
    model: given.name ?? defaults.model,
    timeoutMs: given.timeoutMs ?? defaults.timeoutMs,
    priceInputPerMtokUsd: given.priceInputPerMtokUsd ?? defaults.priceInputPerMtokUsd,
    priceOutputPerMtokUsd: given.priceOutputPerMtokUsd ?? defaults.priceOutputPerMtokUsd,
    privateHosts: given.privateHosts ?? defaults.privateHosts,
  };
}

interface Hosts {
  path: string;
  baseUrl: string;
  /** `privateHosts` of the tenant. */
  own: string[] | undefined;
  /** `LLM_PRIVATE_HOSTS`: holds whatever else is configured. */
  everybodys: string[] | undefined;
  faults: ConfigFault[];
}

function refusePublicHost({ path, baseUrl, own, everybodys = [], faults }: Hosts): void {
  const { host } = new URL(baseUrl);
  const got = JSON.stringify(host);
  if (own !== undefined && !isAmong(own, baseUrl))
    faults.push({ variable: `${path}.baseUrl`, expected: `a host of privateHosts (${own.join(', ')})`, got });
  if (everybodys.length === 0) return;
  const list = everybodys.join(', ');
  const foreign = own?.filter((one) => !everybodys.includes(one)) ?? [];
  if (foreign.length > 0)
    faults.push({
      variable: `${path}.privateHosts`,
      expected: `only hosts of LLM_PRIVATE_HOSTS (${list})`,
      got: foreign.join(', '),
    });
  if (own === undefined && !isAmong(everybodys, baseUrl))
    faults.push({
      variable: `${path}.baseUrl`,
      expected: `a host named in LLM_PRIVATE_HOSTS (${list})`,
      got,
    });
}
