import picocolors from 'picocolors';

/** Whether text for people is coloured, by what is written to and by https://no-color.org and https://force-color.org. */
export function wantsColors(output: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  return Boolean(env['FORCE_COLOR']) || (output.isTTY === true && env['TERM'] !== 'dumb');
}

/** Not by picocolors' own rule: it colours whatever is piped wherever CI is set, and scripts there read our answers. */
// eslint-disable-next-line no-restricted-properties -- a convention of terminals, not a setting of this product
export const colors = picocolors.createColors(wantsColors(process.stdout, process.env));
