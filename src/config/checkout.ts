import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json: of the sources as well as of the build in `dist`. */
export const CHECKOUT = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
})();
