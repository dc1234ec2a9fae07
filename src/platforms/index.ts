import type { PlatformName } from '../contract/names.js';
import type { PlatformDescriptor } from './descriptor.js';
import { freshdesk } from './freshdesk/descriptor.js';
import { zendesk } from './zendesk/descriptor.js';

/** The help desks that there are adapters for. A further one is its folder, its name in the contract and a line here. */
const PLATFORMS = {
  zendesk,
  freshdesk,
} satisfies { [Kind in PlatformName]: { kind: Kind } };

/** An account of any of them. */
export type PlatformConfig = ReturnType<(typeof PLATFORMS)[PlatformName]['settings']['accountOf']>;

export const DESCRIPTORS: readonly PlatformDescriptor<PlatformConfig>[] = Object.values(PLATFORMS);

export const PLATFORM_KINDS: readonly PlatformName[] = DESCRIPTORS.map(({ kind }) => kind);

/** The descriptor of a kind; methods that take an account want one of that kind. */
export const descriptorOf = (kind: PlatformName): PlatformDescriptor<PlatformConfig> => PLATFORMS[kind];
