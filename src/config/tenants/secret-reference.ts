import path from 'node:path';
import { z } from 'zod';
import { type Environment, credential, type CredentialKind, unwrapped } from '../../ports/setting.js';
import { isMapping } from './part-faults.js';
import type { ReadText } from './remembered-texts.js';
import type { VerdictPolicy } from '../../domain/tenant-policy.js';
import type { PlatformName } from '../../contract/names.js';
import type { LlmConfig } from '../../models/settings.js';
import type { TriageConfig } from '../triage.js';

/** Where references lead. */
export interface SecretSources {
  env: Environment;
  /** Relative paths begin here. */
  folder: string;
  read: ReadText;
}

type Found = { secret: string } | { expected: string; got: string };

/** Upper case only, so that a secret written in place of a name is refused before a message could repeat it. */
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

const A_REFERENCE: Found = {
  expected:
    'a reference to the secret, {env: NAME} of an environment variable or {file: PATH} (secrets are not written in this file)',
  got: 'set (not shown)',
};

/** How it is written, for the reference of the settings. */
export const REFERENCE = '{ env: NAME } or { file: PATH }';

/**
 * A secret, by reference only: `{env: NAME}`, or `{file: PATH}`; white space and quotes around it do not count.
 * @param kind as of the variable that says the same.
 */
export const secretReference = (sources: SecretSources, kind: CredentialKind = 'issued') =>
  z
    .unknown()
    .transform((value, context): string => {
      const found = readSecret(value, sources);
      if ('secret' in found) return found.secret;
      context.addIssue({ code: 'custom', message: found.expected, params: { got: found.got } });
      return z.NEVER;
    })
    .pipe(credential('a secret', kind));

function readSecret(reference: unknown, { env, folder, read }: SecretSources): Found {
  if (!isMapping(reference) || Object.keys(reference).length !== 1) return A_REFERENCE;
  const { env: name, file } = reference;
  if (typeof name === 'string' && VARIABLE.test(name)) {
    const secret = unwrapped(env[name] ?? '');
    if (secret !== '') return { secret };
    return { expected: `a value in the environment variable ${name}`, got: 'unset' };
  }
  return typeof file === 'string' ? secretIn(path.resolve(folder, file), read) : A_REFERENCE;
}

function secretIn(file: string, read: ReadText): Found {
  const expected = `a secret in the file ${file}`;
  try {
    const secret = unwrapped(read(file));
    return secret === '' ? { expected, got: 'an empty file' } : { secret };
  } catch (error) {
    return { expected, got: `a file that cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

/** Our share of an account's limits. */
export interface AccountRates {
  requestsPerMinute: number;
  updatesPerMinute: number;
}

/** What a tenant's entry is read with, beside the entry itself. */
export interface TenantSources extends SecretSources {
  /** Hosts that may be spoken to without TLS, beside loopback. */
  plainHttpHosts: readonly string[];
  /** What the variables say holds where an entry says nothing. */
  defaults: {
    rates: Readonly<Record<PlatformName, AccountRates>>;
    llm: LlmConfig;
    triage: TriageConfig;
    policy: VerdictPolicy;
  };
}
