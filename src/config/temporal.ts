import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import {
  loadClientConfigProfile,
  toClientOptions,
  type ClientConfigProfile,
  type ConfigDataSource,
} from '@temporalio/envconfig';
import { ConfigurationError, shown, type ConfigFault } from '../ports/setting.js';
import { TEMPORAL_ADDRESS_EXPECTED, TEMPORAL_ADDRESS_FORMAT, type ProcessConfig } from './process.js';

/** Where Temporal's own tools look when nothing is said. */
export const DEFAULT_TEMPORAL_ADDRESS = 'localhost:7233';

/** How the settings say that Temporal is reached. */
export type TemporalSettings = ReturnType<typeof temporalSettings>;
export type TemporalOptions = TemporalSettings['connectionOptions'];

type Read = Pick<ProcessConfig, 'temporalAddress' | 'temporalEnvironment' | 'namespace'>;

/**
 * Address, TLS, API key and namespace as Temporal's own tools read them (`TEMPORAL_*`, a profile of the TOML file). Its
 * loader passes over half a client certificate, and fails over a missing file without saying of which setting.
 * @throws {ConfigurationError} that names the variables, also where a profile says what they would.
 */
export function temporalSettings({ temporalAddress, temporalEnvironment, namespace }: Read) {
  const profile = profileOf(temporalEnvironment);
  const address = temporalAddress ?? profile.address ?? DEFAULT_TEMPORAL_ADDRESS;
  const faults = [...addressFaults(address), ...tlsFaults(profile, temporalEnvironment)];
  if (faults.length > 0) throw new ConfigurationError(faults);
  const { connectionOptions, ...rest } = toClientOptions(profile);
  return {
    connectionOptions: { ...connectionOptions, address },
    namespace: rest.namespace ?? namespace,
  };
}

function profileOf(environment: Record<string, string>): ClientConfigProfile {
  const { TEMPORAL_CONFIG_FILE: file } = environment;
  if (file && !existsSync(file)) throw new ConfigurationError([profileFault('no such file', environment)]);
  try {
    return loadClientConfigProfile({ overrideEnvVars: environment });
  } catch (cause) {
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([profileFault(got, environment)]);
  }
}

function profileFault(got: string, environment: Record<string, string>): ConfigFault {
  const [, twice] = /^Cannot specify both (\w+)_path/.exec(got) ?? [];
  if (twice !== undefined) {
    const setting = `TEMPORAL_TLS_${twice.toUpperCase()}`;
    return { variable: `${setting}_PATH`, expected: `nothing, as ${setting}_DATA is set`, got: 'both' };
  }
  const { TEMPORAL_PROFILE: profile, TEMPORAL_CONFIG_FILE: file } = environment;
  if (/^Profile '.*' not found/.test(got))
    return {
      variable: 'TEMPORAL_PROFILE',
      expected: 'a profile of the TOML file',
      got: shown('TEMPORAL_PROFILE', profile),
    };
  const expected = "a TOML file of Temporal's that can be read";
  return { variable: 'TEMPORAL_CONFIG_FILE', expected, got: file === undefined ? got : `${file}: ${got}` };
}

function addressFaults(address: string): ConfigFault[] {
  if (TEMPORAL_ADDRESS_FORMAT.test(address)) return [];
  const variable = 'TEMPORAL_ADDRESS';
  return [{ variable, expected: TEMPORAL_ADDRESS_EXPECTED, got: shown(variable, address) }];
}

function tlsFaults({ tls }: ClientConfigProfile, environment: Record<string, string>): ConfigFault[] {
  if (tls === undefined || tls.disabled) return [];
  const faults: ConfigFault[] = [];
  const read = <T>(name: string, source: ConfigDataSource | undefined, kind: PemKind<T>): T | null =>
    source === undefined ? null : readPem(`TEMPORAL_TLS_${name}`, source, { kind, faults });
  const certificate = read('CLIENT_CERT', tls.clientCert, CERTIFICATE);
  const key = read('CLIENT_KEY', tls.clientKey, PRIVATE_KEY);
  read('SERVER_CA_CERT', tls.serverCACert, CERTIFICATE);
  const lacks = (variable: string, other: string): ConfigFault => ({
    variable,
    expected: `a value, because ${environment[`${other}_DATA`] ? `${other}_DATA` : `${other}_PATH`} is set`,
    got: 'unset',
  });
  if (tls.clientCert && !tls.clientKey)
    faults.push(lacks('TEMPORAL_TLS_CLIENT_KEY_PATH', 'TEMPORAL_TLS_CLIENT_CERT'));
  if (tls.clientKey && !tls.clientCert)
    faults.push(lacks('TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY'));
  if (certificate && key && !certificate.checkPrivateKey(key))
    faults.push({
      variable: 'TEMPORAL_TLS_CLIENT_KEY_PATH',
      expected: 'the key of the certificate in TEMPORAL_TLS_CLIENT_CERT_PATH',
      got: 'the key of another one',
    });
  return faults;
}

interface PemKind<T> {
  expected: string;
  parse: (pem: Buffer) => T;
}

const CERTIFICATE: PemKind<X509Certificate> = {
  expected: 'a certificate in PEM',
  parse: (pem) => new X509Certificate(pem),
};
const PRIVATE_KEY: PemKind<KeyObject> = {
  expected: 'a private key in PEM, without a passphrase',
  parse: (pem) => createPrivateKey(pem),
};

/** Null when it cannot be read; `faults` says why. Contents are not repeated. */
function readPem<T>(
  setting: string,
  source: ConfigDataSource,
  { kind, faults }: { kind: PemKind<T>; faults: ConfigFault[] },
): T | null {
  const fault = (variable: string, got: string): null => {
    faults.push({ variable, expected: kind.expected, got });
    return null;
  };
  const parsed = (pem: Buffer, variable: string, otherwise: string): T | null => {
    try {
      return kind.parse(pem);
    } catch {
      return fault(variable, otherwise);
    }
  };
  if (!('path' in source))
    return parsed(Buffer.from(source.data), `${setting}_DATA`, 'something else (not shown)');
  const variable = `${setting}_PATH`;
  const place = JSON.stringify(source.path);
  try {
    return parsed(readFileSync(source.path), variable, `${place}, which holds something else`);
  } catch (cause) {
    return fault(variable, `${place}, which cannot be read (${(cause as NodeJS.ErrnoException).code})`);
  }
}
