import { describe, expect, test } from '@jest/globals';
import { placeOf, routeTo, type Proxies } from '../../src/http/outgoing.js';

const proxy = (variable: string) => ({ variable, url: new URL('http://user:hunter2@proxy.example:3128') });
const proxies = (...noProxy: string[]): Proxies => ({
  http: proxy('HTTP_PROXY'),
  https: proxy('HTTPS_PROXY'),
  noProxy,
});

const wayTo = (url: string, ...noProxy: string[]): string => {
  const route = routeTo(new URL(url), proxies(...noProxy));
  return route.proxy === null ? route.because : route.proxy.variable;
};

test.each([
  ['http://127.0.0.1:8080'],
  ['http://127.8.8.8'],
  ['http://127.1'],
  ['http://localhost:1'],
  ['http://LOCALHOST.:1'],
  ['http://desk.localhost'],
  ['https://[::1]:7233'],
  ['http://[::ffff:127.0.0.1]'],
  ['http://0.0.0.0:9'],
])('%s is this machine: no proxy, even where every host has one', (url) => {
  expect(wayTo(url)).toBe('loopback');
});

test('each kind of address has its own proxy; none where none is set', () => {
  expect(wayTo('https://acme.zendesk.com')).toBe('HTTPS_PROXY');
  expect(wayTo('http://model.corp:8000/v1')).toBe('HTTP_PROXY');
  expect(routeTo(new URL('http://model.corp'), { ...proxies(), http: null })).toEqual({
    proxy: null,
    because: 'unset',
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['*', 'https://acme.zendesk.com'],
    ['zendesk.com', 'https://acme.zendesk.com'],
    ['.zendesk.com', 'https://acme.zendesk.com'],
    ['*.zendesk.com', 'https://acme.zendesk.com'],
    ['.zendesk.com', 'https://zendesk.com'],
    ['ACME.Zendesk.COM', 'https://acme.zendesk.com'],
    ['acme.zendesk.com.', 'https://acme.zendesk.com'],
    ['acme.zendesk.com:443', 'https://acme.zendesk.com'],
    ['model.corp:8000', 'http://model.corp:8000'],
    ['10.1.2.3', 'http://10.1.2.3:8000'],
    ['10.1.2.3:8000', 'http://10.1.2.3:8000'],
    ['10.0.0.0/8', 'http://10.1.2.3:8000'],
    ['192.168.4.0/23', 'https://192.168.5.9'],
    ['2001:db8::1', 'https://[2001:db8::1]'],
    ['[2001:db8::1]', 'https://[2001:db8::1]'],
    ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
    ['2001:db8::/32', 'https://[2001:db8:1::1]'],
  ])('%s names %s', (entry, url) => {
    expect(wayTo(url, 'other.example', entry)).toBe('NO_PROXY');
  });

  test.each([
    ['desk.com', 'https://zendesk.com'],
    ['acme.zendesk.com', 'https://zendesk.com'],
    ['acme.zendesk.com:8443', 'https://acme.zendesk.com'],
    ['model.corp:80', 'http://model.corp:8000'],
    ['10.0.0.0/8', 'http://11.1.2.3'],
    ['10.1.2.3', 'http://10.1.2.33'],
    ['10.0.0.0/64', 'http://10.1.2.3'],
    ['10.0.0.0/x', 'http://10.1.2.3'],
    ['2001:db8::/32', 'https://[2001:db9::1]'],
    ['.', 'https://acme.zendesk.com'],
    ['[', 'https://acme.zendesk.com'],
  ])('%s does not name %s', (entry, url) => {
    expect(wayTo(url, entry)).toMatch(/^HTTPS?_PROXY$/);
  });
});

test('a proxy is shown without its credentials', () => {
  expect(placeOf(proxy('HTTPS_PROXY'))).toBe('http://proxy.example:3128');
});
