import { expect, test } from '@jest/globals';
import { ScheduleNotFoundError, ServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { CommanderError } from 'commander';
import { TemporalUnreachableError } from '../../src/connection/faults.js';
import { UsageError } from '../../src/cli/context.js';
import { failureOf } from '../../src/cli/failure.js';
import { ConfigurationError } from '../../src/ports/setting.js';

const FAULT = { variable: 'CONCURRENCY', expected: 'a number', got: '"many"' };

/** As gRPC's client throws it. */
const grpcError = (code: number, details: string) =>
  Object.assign(new Error(`${code} X: ${details}`), { code, details, metadata: {} });
const asked = (code: number, details: string) =>
  new ServiceError('Failed to describe schedule', { cause: grpcError(code, details) });

test.each<[string, unknown, ReturnType<typeof failureOf>]>([
  [
    'what the option parser refuses',
    new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"),
    { exitCode: 64, kind: 'usage', message: "unknown option '--x'" },
  ],
  ['wrong usage', new UsageError('no'), { exitCode: 64, kind: 'usage', message: 'no' }],
  [
    'Temporal out of reach',
    new TemporalUnreachableError('at h:1'),
    { exitCode: 69, kind: 'unreachable', message: 'at h:1' },
  ],
  [
    'Temporal gone meanwhile',
    asked(14, 'connection lost'),
    { exitCode: 69, kind: 'unreachable', message: 'Temporal went away: connection lost' },
  ],
  [
    'Temporal gone meanwhile, told by gRPC itself',
    grpcError(14, 'connection lost'),
    { exitCode: 69, kind: 'unreachable', message: 'Temporal went away: connection lost' },
  ],
  [
    'credentials that Temporal refuses',
    asked(7, 'Request unauthorized.'),
    {
      exitCode: 78,
      kind: 'configuration',
      message:
        'Temporal refuses these credentials (TEMPORAL_API_KEY, or TEMPORAL_TLS_CLIENT_CERT_PATH): Request unauthorized.',
    },
  ],
  [
    'no such namespace',
    new NamespaceNotFoundError('prod'),
    {
      ...{ exitCode: 78, kind: 'configuration' },
      message: 'Temporal has no namespace prod: set TEMPORAL_NAMESPACE to one that exists',
      faults: [
        { variable: 'TEMPORAL_NAMESPACE', expected: 'a namespace that the server has', got: '"prod"' },
      ],
    },
  ],
  [
    'another refusal of Temporal',
    asked(3, 'unknown column'),
    { exitCode: 1, kind: 'failed', message: 'Failed to describe schedule: unknown column' },
  ],
  ['anything else', new Error('disk full'), { exitCode: 1, kind: 'failed', message: 'disk full' }],
  [
    'an error that says more than its cause',
    new Error('an administrator runs …', { cause: new Error('PERMISSION_DENIED') }),
    { exitCode: 1, kind: 'failed', message: 'an administrator runs …' },
  ],
  [
    'a database on two addresses that both refuse',
    new AggregateError([new Error('connect ECONNREFUSED ::1:5432')]),
    { exitCode: 1, kind: 'failed', message: 'connect ECONNREFUSED ::1:5432' },
  ],
])('%s', (_name, error, expected) => {
  expect(failureOf(error)).toEqual(expected);
});

test('a wrong configuration lists its faults, for machines too', () => {
  expect(failureOf(new ConfigurationError([FAULT]))).toEqual({
    exitCode: 78,
    kind: 'configuration',
    message: expect.stringContaining('CONCURRENCY: expected a number'),
    faults: [FAULT],
  });
});

test.each([
  [
    'a schedule',
    new ScheduleNotFoundError('not found', 'scan-acme'),
    /no schedule scan-acme: .*schedule apply/,
  ],
  ['a desk', new WorkflowNotFoundError('not found', 'desk-acme', ''), /no workflow desk-acme runs: .*apply/],
  ['a scan', new WorkflowNotFoundError('not found', 'scan-acme-1', ''), /^no workflow scan-acme-1 runs$/],
])('%s that is not there is named, with what makes it', (_name, error, message) => {
  expect(failureOf(error)).toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
});
