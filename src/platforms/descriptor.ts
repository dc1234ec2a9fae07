import type { z } from 'zod';
import type { PlatformName } from '../contract/names.js';
import type { PlatformRequest } from '../ports/metrics.js';
import type { RequesterTickets, TicketPlatform } from '../ports/platform.js';
import type { CredentialKind } from '../ports/setting.js';
import type { Proof, ReadBody, UnprovenDelivery } from '../ports/webhook.js';

/** What reaches one account of a help desk, as far as it is the same for every vendor. */
export interface HelpDeskAccount {
  kind: PlatformName;
  baseUrl: string;
  /** Names the account, also when its address changes: the subdomain, else the base URL. */
  account: string;
  /** Our share of the account's limits, all workers together, per minute. */
  requestsPerMinute: number;
  updatesPerMinute: number;
  /** Requests that a step on the queue of reads stands for. Default: two. */
  requestsPerRead?: number;
  /** Requests that a step on the queue of updates stands for. Default: one. */
  requestsPerUpdate?: number;
}

/** What an entry of the tenants file, or the environment, says of an account of any vendor. */
export interface GivenAccount {
  subdomain?: string | undefined;
  /** Wins over the subdomain, and one of them is there. */
  baseUrl?: string | undefined;
  requestsPerMinute: number;
  updatesPerMinute: number;
}

/** A key of the tenants file that refers to a secret. @param kind default: issued */
export type SecretKey = (means: string, kind?: CredentialKind) => z.ZodOptional<z.ZodType<string>>;

export interface ConnectionOptions {
  /** Hosts that may be spoken to without TLS, beside this machine. */
  allowPlainHttpHosts: readonly string[];
  onResponse?: (request: Omit<PlatformRequest, 'tenant'>) => void;
}

/**
 * Everything about one vendor that the rest of the program asks for: `index.ts` lists the vendors, and no other folder
 * names one. Methods, so that a vendor may take its own kind of account; `descriptorOf` finds the one that fits.
 */
export interface PlatformDescriptor<Account extends HelpDeskAccount = HelpDeskAccount> {
  /** Also the path of its webhooks, `simulators/<kind>`, and what its variables begin with, in upper case. */
  kind: Account['kind'];
  /** For people. */
  title: string;
  /** Of docs/; null: the vendor has no page of its own. */
  page: string | null;
  /** What its accounts are subdomains of. */
  domain: string;
  /** Its name in the health JSON. */
  healthCheck: `${Account['kind']}_api`;
  /** Characters of a tag. */
  longestTag: number;
  settings: {
    /** `<KIND>_*`; null when no account is named. */
    environment: z.ZodType<Account | null>;
    /** `<KIND>_REQUESTS_PER_MINUTE` and `<KIND>_UPDATES_PER_MINUTE`, the defaults of a tenants file. */
    rates: z.ZodType<Record<string, number>>;
    /** Variables that name one account, beside its subdomain and address: refused beside a tenants file. */
    ofOneAccount: readonly string[];
    /** One sentence on its credentials for the reference of the settings; null: their notes say all. */
    credentials: string | null;
    /** `platform` of a tenants file: the keys beside those of every vendor. */
    fileKeys(secret: SecretKey): Record<string, z.ZodType>;
    /** The credential that an entry lacks, unless its account is on this machine. */
    missingKey(given: Readonly<Record<string, unknown>>): { key: string; expected: string } | null;
    /** The account that an entry names, with the values that `fileKeys` read. */
    accountOf(given: GivenAccount): Account;
  };
  createPlatform(account: Account, options: ConnectionOptions): TicketPlatform;
  createRequesterTickets(account: Account, options: ConnectionOptions): RequesterTickets;
  webhook: {
    /** What proves a delivery; null: none is configured. */
    keyOf(account: Account): string | null;
    prove(delivery: UnprovenDelivery, nowMs: number): Proof;
    /** Null: it is nothing we know. */
    read(body: unknown): ReadBody | null;
    /** For the answer to an unproven delivery. */
    expectedProof: string;
    /** For the answer to an unusable one. */
    expectedBody: string;
  };
  /** The page on which an agent reads a ticket. */
  agentPage(baseUrl: string, ticketId: string): string;
  /** What its simulator takes beside the flags that every help desk's has: flag and meaning. */
  simulatorFlags: readonly (readonly [flag: string, means: string])[];
}

/** The address of an account whose subdomain or address is named. */
export const baseUrlOf = (
  domain: string,
  { baseUrl, subdomain }: Pick<GivenAccount, 'baseUrl' | 'subdomain'>,
): string | undefined => baseUrl ?? (subdomain === undefined ? undefined : `https://${subdomain}.${domain}`);

/** The variables that every vendor has. */
export const accountVariables = (kind: PlatformName) => {
  const vendor = kind.toUpperCase();
  return {
    subdomain: `${vendor}_SUBDOMAIN`,
    baseUrl: `${vendor}_BASE_URL`,
    requestsPerMinute: `${vendor}_REQUESTS_PER_MINUTE`,
    updatesPerMinute: `${vendor}_UPDATES_PER_MINUTE`,
  };
};
