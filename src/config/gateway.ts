import { z } from 'zod';
import { httpUrl } from './fields.js';

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
}

const SHORTEST_TOKEN = 16;

const token = z.string().min(SHORTEST_TOKEN, `a token of at least ${SHORTEST_TOKEN} characters`);

/** `GATEWAY_*` and `TEMPORAL_UI_URL`. */
export const gatewaySchema = z
  .object({
    GATEWAY_HOST: z.string().default('127.0.0.1'),
    GATEWAY_PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'a port number')
      .optional(),
    GATEWAY_TOKEN: token.optional(),
    GATEWAY_VIEWER_TOKEN: token.optional(),
    TEMPORAL_UI_URL: httpUrl.optional(),
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
  }));
