import type { AlertMessage } from '../../../src/ports/notifier.js';

/** A message about a model that is down. */
export const message = (
  notice: Partial<AlertMessage['notice']> = {},
  rest: Partial<AlertMessage> = {},
): AlertMessage => ({
  notice: {
    ...{ kind: 'open', key: 'acme/modelDown', tenant: 'acme', condition: 'modelDown', severity: 'warning' },
    ...{ found: 'It gives no answer.', openedAt: '2026-11-22T10:00:00.000Z', endedAt: null },
    ...notice,
  },
  dedupKey: 'staging/acme/modelDown',
  source: 'staging',
  title: 'The model does not answer; the rules decide',
  sentences: ['It gives no answer.', 'Since 2026-11-22T10:00:00.000Z.'],
  links: [{ text: 'What to do', href: 'https://docs.example.org/alerts#modeldown' }],
  ...rest,
});

/** The error that telling ends with; a test fails when there is none. */
export async function refusalOf(telling: Promise<void>): Promise<Error & { kind?: string }> {
  return telling.then(
    () => new Error('expected a refusal, it was taken'),
    (reason: unknown) => reason as Error & { kind?: string },
  );
}
