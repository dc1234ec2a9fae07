import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout: the folder that holds package.json. */
export const CHECKOUT_FOLDER = fileURLToPath(new URL('..', import.meta.url));
