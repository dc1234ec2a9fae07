import { describe, expect, test } from '@jest/globals';
import { endpointFault } from '../../src/models/transport.js';

const policy = (privateHosts: string[] = [], allowPlainHttpHosts: string[] = []) => ({
  privateHosts,
  allowPlainHttpHosts,
});

describe('private hosts', () => {
  test.each<[string, string[], boolean]>([
    ['https://llm.internal/v1', ['llm.internal'], true],
    ['https://LLM.internal./v1', ['llm.INTERNAL'], true],
    ['https://llm.internal:8443/v1', ['llm.internal'], true],
    ['https://llm.internal:8443/v1', ['llm.internal:8443'], true],
    ['https://llm.internal/v1', ['llm.internal:443'], true],
    ['https://llm.internal:9000/v1', ['llm.internal:8443'], false],
    ['https://api.openai.com/v1', ['llm.internal'], false],
    ['https://llm.internal.evil.example/v1', ['llm.internal'], false],
    ['https://evil-llm.internal/v1', ['llm.internal'], false],
    ['https://llm.internal@evil.example/v1', ['llm.internal'], false],
    ['https://evil.example/llm.internal', ['llm.internal'], false],
    ['https://evil.example#llm.internal', ['llm.internal'], false],
    ['https://[fd00::1]:8443/v1', ['fd00::1'], true],
    ['http://127.0.0.1:8085/v1', ['llm.internal'], false],
  ])('%s with %j → allowed: %s', (url, hosts, allowed) => {
    expect(endpointFault(url, policy(hosts)) === null).toBe(allowed);
  });
});

describe('plain HTTP', () => {
  test.each<[string, boolean]>([
    ['http://127.0.0.1:8085/v1', true],
    ['http://localhost:8085/v1', true],
    ['http://[::1]:8085/v1', true],
    ['http://gpu-box:8000/v1', true],
    ['http://192.168.1.4:8000/v1', false],
    ['http://127.0.0.1.evil.example/v1', false],
    ['http://localhost.evil.example/v1', false],
    ['https://anywhere.example/v1', true],
    ['ftp://anywhere.example/v1', false],
    ['not a url', false],
  ])('%s → allowed: %s', (url, allowed) => {
    expect(endpointFault(url, policy([], ['gpu-box'])) === null).toBe(allowed);
  });

  test('a fault names the host and neither credentials nor path', () => {
    const fault = endpointFault('http://user:secret@gpu.example/tenant-path', policy());
    expect(fault).toContain('gpu.example');
    expect(fault).not.toMatch(/secret|tenant-path/);
  });
});
