import { expect, test } from '@jest/globals';
import path from 'node:path';
import { cacheFolders } from '../../../setup/temporal-binary/cache-folder.mjs';

const PIN = { name: 'temporal', version: '1.9.1' };
const END = path.join('ai-ticket-processor', 'temporal-1.9.1');
const IN_CHECKOUT = path.join('/checkout', '.cache', 'temporal-1.9.1');

test.each([
  ['Linux', 'linux', {}, path.join('/home/ada/.cache', END)],
  ['macOS', 'darwin', {}, path.join('/home/ada/Library/Caches', END)],
  ['Windows', 'win32', { LOCALAPPDATA: '/local' }, path.join('/local', END)],
  ['Windows without LOCALAPPDATA', 'win32', {}, path.join('/home/ada/AppData/Local', END)],
  ['XDG_CACHE_HOME', 'linux', { XDG_CACHE_HOME: '/xdg' }, path.join('/xdg', END)],
  [
    'a relative XDG_CACHE_HOME, which is to be ignored',
    'linux',
    { XDG_CACHE_HOME: 'xdg' },
    path.join('/home/ada/.cache', END),
  ],
])('%s', (_what, platform, env, expected) => {
  const context = { env, platform, homeFolder: '/home/ada', checkout: '/checkout' };
  expect(cacheFolders(PIN, context)).toEqual([expected, IN_CHECKOUT]);
});

test('no home at all → the checkout only', () => {
  const context = { env: {}, platform: 'linux', homeFolder: '', checkout: '/checkout' };
  expect(cacheFolders(PIN, context)).toEqual([IN_CHECKOUT]);
});
