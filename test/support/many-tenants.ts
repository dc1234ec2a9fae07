import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { startLlmSimulator } from '../../simulators/llm/server.js';
import { runFreshdesk } from '../simulators/freshdesk/running-freshdesk.js';
import { runZendesk } from '../simulators/zendesk/running-zendesk.js';
import { openFront, type RecordingFront, type SeenRequest } from './recording-front.js';
import { sim, type Ledger } from './running-up.js';

/** A tenant with a help desk of its own; the model server is one for all, told apart by their keys. */
export interface WorldTenant {
  name: string;
  kind: 'zendesk' | 'freshdesk';
  /** Before its simulator. */
  desk: RecordingFront;
  simulatorUrl: string;
  /** What it says in the tenants file. */
  entry: Record<string, unknown>;
}

/** What a tenant's entry says beside its accounts. */
interface TenantSettings extends Record<string, unknown> {
  kind?: WorldTenant['kind'];
  /** Default: longer than a busy machine may take. */
  modelTimeoutMs?: number;
}

/** Who is asked for a model's answer, by the key of the request. */
export const modelKeyOf = (tenant: string): string => `model-key-of-${tenant}`;
export const webhookSecretOf = (tenant: string): string =>
  Buffer.from(`webhook-secret-of-${tenant}`).toString('base64');
/** What a customer of a tenant writes, and nobody else. */
export const wordsOf = (tenant: string): string => `the ${tenant} warehouse`;

/** Many help desks and a model server in this process, and the tenants file of a product that serves them. */
export class World {
  readonly tenants = new Map<string, WorldTenant>();
  private constructor(
    readonly folder: string,
    readonly model: RecordingFront,
    private readonly closing: (() => Promise<void>)[],
  ) {}

  static async open(folder: string): Promise<World> {
    mkdirSync(path.join(folder, 'secrets'), { recursive: true });
    const llm = await startLlmSimulator();
    const model = await openFront(llm.url);
    return new World(folder, model, [() => model.close(), () => llm.close()]);
  }

  get file(): string {
    return path.join(this.folder, 'tenants.yaml');
  }

  /** A tenant that is in the file from its next writing on. */
  async add(
    name: string,
    { kind = 'zendesk', modelTimeoutMs = 60_000, ...settings }: TenantSettings = {},
  ): Promise<WorldTenant> {
    const simulator = await (kind === 'zendesk' ? runZendesk() : runFreshdesk());
    const desk = await openFront(simulator.url);
    this.closing.push(
      () => desk.close(),
      () => simulator.close(),
    );
    this.setSecret(name, `desk-token-of-${name}`);
    const token = { file: `secrets/${name}` };
    const secret = `WEBHOOK_SECRET_OF_${name.toUpperCase()}`;
    const own =
      kind === 'zendesk'
        ? { oauthToken: token, webhookSecret: { env: secret } }
        : { kind, apiKey: token, webhookToken: { env: secret } };
    const tenant: WorldTenant = {
      ...{ name, kind, desk, simulatorUrl: simulator.url },
      entry: {
        name,
        platform: { ...own, baseUrl: desk.url },
        model: {
          baseUrl: `${this.model.url}/v1`,
          apiKey: { env: `MODEL_KEY_OF_${name.toUpperCase()}` },
          timeoutMs: modelTimeoutMs,
        },
        scan: { cron: '0 0 1 1 *' },
        ...settings,
      },
    };
    this.tenants.set(name, tenant);
    return tenant;
  }

  /** Replaces the credentials of a tenant's help desk in their file. */
  setSecret(name: string, secret: string): void {
    writeFileSync(path.join(this.folder, 'secrets', name), `${secret}\n`);
  }

  writeFile(tenants: readonly WorldTenant[] = [...this.tenants.values()]): void {
    writeFileSync(this.file, stringify({ tenants: tenants.map(({ entry }) => entry) }));
  }

  /** The secrets that the file refers to by name, also of tenants that are added later. */
  environmentOf(names: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      names.flatMap((name) => [
        [`MODEL_KEY_OF_${name.toUpperCase()}`, modelKeyOf(name)],
        [`WEBHOOK_SECRET_OF_${name.toUpperCase()}`, webhookSecretOf(name)],
      ]),
    );
  }

  /** Opens tickets; their numbers. */
  async openTickets(name: string, tickets: readonly { subject: string; description: string }[]) {
    const { ids } = await this.sim<{ ids: number[] }>(name, 'tickets', { tickets });
    return ids.map(String);
  }

  ledgerOf(name: string): Promise<Ledger> {
    return this.sim<Ledger>(name, 'ledger');
  }

  /** What the model server was asked with a tenant's key. */
  askedOfModel(name: string): SeenRequest[] {
    return this.model.seen.filter(
      ({ method, authorization }) => method === 'POST' && authorization === `Bearer ${modelKeyOf(name)}`,
    );
  }

  async close(): Promise<void> {
    for (const close of this.closing) await close();
  }

  /** Behind the front, so that what the test asks is not recorded and not misbehaved at. */
  private sim<T>(name: string, control: string, body?: unknown): Promise<T> {
    return sim<T>(this.tenants.get(name)?.simulatorUrl ?? '', control, body);
  }
}
