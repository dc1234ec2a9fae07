import { describe, expect, test } from '@jest/globals';
import { parseFlags } from '../../simulators/process/flags.js';

const SPEC = {
  port: 'integer',
  'latency-ms': 'range',
  faults: 'json',
  'data-dir': 'text',
  quiet: 'switch',
} as const;

describe('parseFlags', () => {
  test('gives typed values in camel case, and nothing for flags that are not there', () => {
    const args = ['--latency-ms', '5-20', '--faults', '{"reset":1}', '--data-dir=/x', '--quiet'];
    expect(parseFlags(args, SPEC)).toEqual({
      ...{ latencyMs: [5, 20], faults: { reset: 1 }, dataDir: '/x', quiet: true },
    });
  });

  test.each([
    [['--port', 'many'], '--port: expected a whole number of 0 or more, got "many"'],
    [['--port', '-1'], '--port'],
    [['--latency-ms', '9-1'], '--latency-ms: expected A-B in milliseconds'],
    [['--latency-ms', '9'], '--latency-ms: expected A-B in milliseconds'],
    [['--faults', '[1]'], '--faults: expected a JSON object, got "[1]"'],
    [['--faults', '{'], '--faults: expected a JSON object, got "{"'],
    [['--colour', 'red'], 'Expected: --port --latency-ms --faults --data-dir --quiet'],
    [['stray'], 'stray'],
    [['--port'], '--port'],
    [['--quiet=yes'], '--quiet'],
  ])('%j is refused, with what was expected', (args, message) => {
    expect(() => parseFlags(args, SPEC)).toThrow(message);
  });
});
