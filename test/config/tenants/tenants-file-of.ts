import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { ConfigurationError, type Environment } from '../../../src/ports/setting.js';
import { loadConfig, type TenantConfig } from '../../../src/config/load.js';

/** A tenant on this machine, which needs nothing but this. */
export const LOCAL = {
  name: 'acme',
  platform: { baseUrl: 'http://127.0.0.1:4000' },
  model: { baseUrl: 'http://127.0.0.1:4001/v1' },
};

/** Another one, on another account. */
export const OTHER = { ...LOCAL, name: 'beta', platform: { baseUrl: 'http://127.0.0.1:4002' } };

/** A tenant of a real help desk. */
export const REAL = {
  name: 'shop',
  platform: { subdomain: 'shop', email: 'triage@shop.example', apiToken: { env: 'SHOP_TOKEN' } },
  model: { apiKey: { env: 'SHOP_KEY' } },
  dryRun: true,
};

export const SECRETS = { SHOP_TOKEN: 't-hunter2', SHOP_KEY: 'k-hunter2' };

/** Writes a tenants file into a folder; its path. */
export function tenantsFileIn(folder: string, content: unknown): string {
  const file = path.join(folder, 'tenants.yaml');
  writeFileSync(file, typeof content === 'string' ? content : stringify(content));
  return file;
}

/** The tenants that a file and an environment make. */
export function tenantsOf(
  folder: string,
  content: unknown,
  env: Environment = SECRETS,
): readonly TenantConfig[] {
  return loadConfig({ ...env, TENANTS_FILE: tenantsFileIn(folder, content) }).tenants;
}

/** What the one message says of a file's faults: a line each, without what was wrong with nothing. */
export function faultsOf(folder: string, content: unknown, env: Environment = SECRETS): string[] {
  try {
    tenantsOf(folder, content, env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}
