import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { type Environment, textOf } from '../ports/setting.js';

/** The process environment over the `.env` file of the working directory, if there is one. */
export function readEnvironment(directory = process.cwd()): Environment {
  const file = path.join(directory, '.env');
  const fromFile = existsSync(file) ? parseEnv(textOf(readFileSync(file))) : {};
  return { ...fromFile, ...process.env };
}

/** The folder that holds package.json: of the sources as well as of the build in `dist`. */
export const CHECKOUT = (() => {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
})();
