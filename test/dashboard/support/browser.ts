import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where packages of Debian, Ubuntu and Google put it. */
const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const chromiumPath = (): string | undefined =>
  process.env['CHROMIUM_PATH'] ?? USUAL_PATHS.find((file) => existsSync(file));

/** Why there can be no browser here; null when there can. */
export const whyNoBrowser = (): string | null =>
  chromiumPath() === undefined ? `neither CHROMIUM_PATH nor ${USUAL_PATHS.join(', ')}` : null;

/** A Chromium that is not seen. It runs as root as well, which its own sandbox refuses. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath() ?? '', args: ['--no-sandbox'] });
