import { createSecretKey, randomBytes } from 'node:crypto';
import { createEncryptionCodec } from '../../../src/crypto/payload-codec.js';
import { createGateway, type GatewayOptions } from '../../../src/gateway/server.js';
import { NO_DASHBOARD } from './api-sources.js';

export const OPERATOR = 'an-operator-of-the-tests';
export const VIEWER = 'a-viewer-of-the-tests';

/** A gateway whose other parts than API and dashboard are asked nothing. */
export const apiGateway = (options: Partial<GatewayOptions>) =>
  createGateway({
    tokens: { operator: OPERATOR, viewer: VIEWER },
    codec: createEncryptionCodec([{ id: 'k', key: createSecretKey(randomBytes(32)) }]),
    allowedOrigins: [],
    privateCodec: false,
    health: () => Promise.reject(new Error('the test expects no question about health')),
    temporal: () => Promise.reject(new Error('nobody asks whether it is ready')),
    status: () => Promise.resolve(null),
    webhooks: {
      tenant: () => null,
      reportChange: () => Promise.reject(new Error('the test expects no webhook')),
      whyPaused: () => Promise.resolve(null),
      metrics: { deliveryAnswered: () => undefined },
    },
    onError: () => undefined,
    ...NO_DASHBOARD,
    ...options,
  });

/** The header of a role's token. */
export const as = (token: string) => ({ authorization: `Bearer ${token}` });
