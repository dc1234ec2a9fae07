import { CONDITIONS } from '../domain/alerts/condition.js';
import type { Notice } from '../domain/alerts/deliveries.js';
import type { TemporalUi } from '../contract/run-url.js';
import type { AlertLink, AlertMessage } from '../ports/notifier.js';

/** What words need to know of the installation. */
export interface WordingOptions {
  /** Its name. */
  source: string;
  /** Temporal's Web UI; null: not known, so not linked. */
  temporalUi: TemporalUi | null;
  /** Where docs/alerts.md is served; null: it is named. */
  runbookUrl: string | null;
}

/** The document that says what each condition means. */
const RUNBOOK = 'docs/alerts.md';

/** A notice in words, with links to what a person looks at next. */
export function messageOf(notice: Notice, options: WordingOptions): AlertMessage {
  const { title, advice } = CONDITIONS[notice.condition];
  return {
    notice,
    dedupKey: `${options.source}/${notice.key}`,
    source: options.source,
    title,
    sentences: sentencesOf(notice, advice, options.runbookUrl),
    links: linksOf(notice, options),
  };
}

function sentencesOf(notice: Notice, advice: string, runbookUrl: string | null): string[] {
  const { found, kind, openedAt, endedAt } = notice;
  if (kind === 'over') return [`Since ${openedAt}, over since ${endedAt}.`];
  return [
    found,
    endedAt === null ? `Since ${openedAt}.` : `It lasted from ${openedAt} to ${endedAt}, and is over.`,
    ...(endedAt === null ? [advice] : []),
    ...(runbookUrl === null ? [`More: ${RUNBOOK}#${notice.condition.toLowerCase()}`] : []),
  ];
}

function linksOf({ tenant, condition }: Notice, options: WordingOptions): AlertLink[] {
  const { temporalUi, runbookUrl } = options;
  const query = `ExecutionStatus!='Completed'${tenant === null ? '' : ` AND Tenant='${tenant}'`}`;
  return [
    ...(temporalUi === null
      ? []
      : [
          {
            text: "Runs in Temporal's Web UI",
            href: `${temporalUi.url}/namespaces/${encodeURIComponent(temporalUi.namespace)}/workflows?query=${encodeURIComponent(query)}`,
          },
        ]),
    ...(runbookUrl === null
      ? []
      : [{ text: 'What to do', href: `${runbookUrl}#${condition.toLowerCase()}` }]),
  ];
}

/** A message that says it is none, and its end. Its key is no incident's, so nothing that is open is touched. */
export function testMessages(options: WordingOptions, now: Date): { open: AlertMessage; over: AlertMessage } {
  const [at, key] = [now.toISOString(), `test/${now.toISOString()}`];
  const notice = {
    ...{ kind: 'open' as const, key, tenant: null, condition: 'diskLow' as const },
    ...{ severity: 'warning' as const, found: '', openedAt: at, endedAt: null },
  };
  const open: AlertMessage = {
    ...messageOf(notice, options),
    title: 'Test of this channel: nothing is wrong',
    sentences: ['Somebody ran `ticket-processor alerts test`. Warnings and incidents will look like this.'],
    links: [],
  };
  return { open, over: { ...open, notice: { ...notice, kind: 'over', endedAt: at } } };
}
