import { z } from 'zod';
import { credential, flag, httpUrl, settingNotes } from '../ports/setting.js';

/** Where the gateway listens, and who may use it. */
export interface GatewayConfig {
  host: string;
  /** Null: not said; 8080 where it is free. */
  port: number | null;
  /** The operator's bearer token, for everything but health; null: none configured. */
  token: string | null;
  /** Bearer token that may look at figures, and have nothing decrypted; null: nobody has one. */
  viewerToken: string | null;
  /** Address of Temporal's Web UI: the one web page that may use the codec. */
  temporalUiUrl: string | null;
  /** Whether the codec also lies under a path that is the secret itself; null: where the gateway listens on loopback. */
  privateCodec: boolean | null;
}

const SHORTEST_TOKEN = 16;

const EXPECTED = `a token of at least ${SHORTEST_TOKEN} characters`;
const token = credential(EXPECTED, 'chosen').refine((value) => value.length >= SHORTEST_TOKEN, EXPECTED);

/** `GATEWAY_*` and `TEMPORAL_UI_URL`. */
export const gatewaySchema = z
  .object({
    GATEWAY_HOST: z.string().default('127.0.0.1').register(settingNotes, {
      means: 'Where gateway and metrics listen.',
      values: 'an address of this machine',
      usedBy: 'worker, gateway',
    }),
    GATEWAY_PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'a port number')
      .optional()
      .register(settingNotes, {
        means: "The gateway's port.",
        otherwise: '8080; with `npm start` a free one where that is taken',
        example: '8080',
      }),
    GATEWAY_TOKEN: token.optional().register(settingNotes, {
      means: "The operator's bearer token, for everything but health and webhooks.",
      otherwise: '`npm start` makes one; a gateway in production refuses to start',
      usedBy: 'gateway, commands',
    }),
    GATEWAY_VIEWER_TOKEN: token.optional().register(settingNotes, {
      means: 'A second token that may look at figures, and have nothing decrypted.',
    }),
    TEMPORAL_UI_URL: httpUrl.optional().register(settingNotes, {
      means: "Temporal's Web UI: for links, and the one web page that may have payloads decrypted.",
      otherwise: '`npm start` sets it',
      usedBy: 'worker, gateway',
    }),
    GATEWAY_PRIVATE_CODEC: flag.optional().register(settingNotes, {
      means:
        'Whether that page has them decrypted under a path that is the secret itself, since it cannot send a token. `true` in a container whose port is published to its machine only.',
      otherwise: '`true` where the gateway listens on loopback',
    }),
  })
  .refine((env) => env.GATEWAY_TOKEN === undefined || env.GATEWAY_TOKEN !== env.GATEWAY_VIEWER_TOKEN, {
    message: 'another token than GATEWAY_TOKEN: a viewer is no operator',
    path: ['GATEWAY_VIEWER_TOKEN'],
  })
  .transform((env): GatewayConfig => ({
    host: env.GATEWAY_HOST,
    port: env.GATEWAY_PORT ?? null,
    token: env.GATEWAY_TOKEN ?? null,
    viewerToken: env.GATEWAY_VIEWER_TOKEN ?? null,
    temporalUiUrl: env.TEMPORAL_UI_URL ?? null,
    privateCodec: env.GATEWAY_PRIVATE_CODEC ?? null,
  }));
