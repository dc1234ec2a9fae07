/**
 * What finding a program touches beside files; tests replace parts of it.
 * @typedef {object} BinaryContext
 * @property {Record<string, string | undefined>} env
 * @property {import('../progress.mjs').Progress} progress
 * @property {import('./pins.mjs').Pin} [pin]
 * @property {string} [platform] as in process.platform; default: this one
 * @property {string} [arch] as in process.arch; default: this one
 * @property {string} [homeFolder] default: the user's
 * @property {string} [checkout] default: this one
 * @property {typeof fetch} [fetch]
 * @property {import('../run-command.mjs').RunCommand} [run]
 * @property {number} [connectTimeoutMs] see `downloadRelease`
 */
export {};
