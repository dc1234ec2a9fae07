import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, type Environment } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';

const proxiesOf = (env: Environment) => {
  const { http, https, noProxy } = loadConfig(env).proxies;
  const shown = (proxy: typeof http) => proxy && `${proxy.variable}=${proxy.url.href}`;
  return { http: shown(http), https: shown(https), noProxy };
};

const faultsOf = (env: Environment) => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
};

test('nothing set: no proxy', () => {
  expect(proxiesOf({})).toEqual({ http: null, https: null, noProxy: [] });
  expect(proxiesOf({ HTTPS_PROXY: '', https_proxy: '' })).toMatchObject({ https: null });
});

test('upper and lower case are read; the lower counts where both are set', () => {
  expect(proxiesOf({ HTTPS_PROXY: 'http://a:1', http_proxy: 'http://b:2' })).toMatchObject({
    https: 'HTTPS_PROXY=http://a:1/',
    http: 'http_proxy=http://b:2/',
  });
  expect(proxiesOf({ HTTPS_PROXY: 'http://a:1', https_proxy: 'http://b:2' })).toMatchObject({
    https: 'https_proxy=http://b:2/',
  });
});

test('ALL_PROXY stands in for what is unset', () => {
  expect(proxiesOf({ all_proxy: 'http://a:1', HTTP_PROXY: 'http://b:2' })).toMatchObject({
    https: 'all_proxy=http://a:1/',
    http: 'HTTP_PROXY=http://b:2/',
  });
});

test('HOST:PORT alone is an http:// proxy', () => {
  expect(proxiesOf({ HTTPS_PROXY: 'proxy.corp:8080' })).toMatchObject({
    https: 'HTTPS_PROXY=http://proxy.corp:8080/',
  });
});

test('NO_PROXY is split at commas and spaces', () => {
  expect(proxiesOf({ no_proxy: 'a.example, .b.example c:1,,' }).noProxy).toEqual([
    'a.example',
    '.b.example',
    'c:1',
  ]);
});

describe('what no proxy can be', () => {
  test.each([
    ['HTTPS_PROXY', 'socks5://127.0.0.1:1080'],
    ['HTTP_PROXY', 'http://'],
    ['https_proxy', 'http://proxy:port'],
    ['http_proxy', 'http://proxy/proxy.pac'],
    ['ALL_PROXY', 'socks5h://127.0.0.1:7890'],
    ['all_proxy', 'not a proxy'],
  ])('%s=%s is a fault that names the variable as it is spelt', (variable, value) => {
    expect(faultsOf({ [variable]: value })).toEqual([
      expect.objectContaining({ variable, expected: expect.stringContaining('http://') }),
    ]);
  });

  test('ALL_PROXY of an unknown kind is passed over where nobody asks for it', () => {
    const env = { ALL_PROXY: 'socks5://a:1', HTTPS_PROXY: 'http://b:2', HTTP_PROXY: 'http://b:2' };
    expect(faultsOf(env)).toEqual([]);
  });

  test.each([
    ['http://user:hunter2@proxy:port'],
    ['http://user:hun#ter2@proxy:80'],
    ['http://user:%zzhunter2@proxy:80'],
    ['user:hunter2@proxy:80/x'],
  ])('%s: its credentials are not repeated', (value) => {
    const [fault] = faultsOf({ https_proxy: value });
    expect(fault?.got).toBe('set (not shown)');
  });
});
