import type { ComponentChildren } from 'preact';
import { labelsInWords } from '../../../src/domain/verdict-fields.js';
import type { ExplainedRound } from '../../../src/gateway/api/wire.js';
import { capital, count, dateTime, duration, money, word } from '../format.js';

/** One round: who asked, what was found, what it cost, what was written or why nothing was. */
export function RoundStory({ round }: { round: ExplainedRound }) {
  const { kind, endedAt, reason, verdict, audit, steps, latencyMs, runUrl, workflowId } = round;
  const { inputTokens, outputTokens, costMicroUsd, fromCache } = round;
  return (
    <>
      <p class="round-top">
        <span class={`chip kind-${kind}`}>{capital(word(kind))}</span>
        <time dateTime={endedAt}>{dateTime(endedAt)}</time>
        {runUrl !== null && (
          <a href={runUrl} target="_blank" rel="noreferrer">
            Run in Temporal
          </a>
        )}
      </p>
      <dl>
        <Fact name="Asked by">{reason}</Fact>
        {verdict !== null && (
          <>
            <Fact name="Verdict">{capital(labelsInWords(verdict))}</Fact>
            <Fact name="Decided by">
              {verdict.source === 'llm' ? verdict.model : `rules, because of ${verdict.fallbackReason}`}
            </Fact>
            <Fact name="Prompt">{verdict.promptVersion}</Fact>
          </>
        )}
        <Written round={round} />
        <Fact name="Took">{duration(latencyMs)}</Fact>
        <Fact name="Cost">
          {money(costMicroUsd / 1e6)}
          {fromCache
            ? ', verdict of an equal ticket'
            : inputTokens > 0 && `, ${count(inputTokens)} tokens in, ${count(outputTokens)} out`}
        </Fact>
        <Fact name="Attempts">
          {steps === null ? <NotKept what="Temporal" /> : <Attempts steps={steps} />}
        </Fact>
        {audit?.verdict ? (
          <>
            <Fact name="Removed">
              {Object.entries(audit.verdict.removed)
                .map(([type, number]) => `${type} ${number}`)
                .join(', ') || 'no personal data was found'}
            </Fact>
            <Fact name="Input hash">
              <code>{audit.verdict.inputHash}</code>
            </Fact>
            <Fact name="Verdict ID">
              <code>{audit.verdict.verdictId}</code>
            </Fact>
          </>
        ) : (
          verdict !== null && (
            <Fact name="Input hash">
              <NotKept what="the audit log of this machine" />
            </Fact>
          )
        )}
        <Fact name="Workflow">
          <code>{workflowId}</code>
        </Fact>
      </dl>
    </>
  );
}

function Written({ round: { kind, why, detail, audit } }: { round: ExplainedRound }) {
  if (kind === 'failed') return <Fact name="Failed because">{why}</Fact>;
  if (why !== null)
    return <Fact name="Nothing written">{detail === undefined ? why : `${why}: ${detail}`}</Fact>;
  const write = audit?.write ?? null;
  if (write === null) return <Fact name="Written">tags and a note</Fact>;
  return (
    <Fact name={kind === 'dryRun' ? 'Would write' : 'Written'}>
      {write.tags.join(' ')}; priority {write.priority ?? 'left as it was'}
      {write.note && '; an internal note'}
      {detail !== undefined && `; ${detail}`}
    </Fact>
  );
}

function Attempts({ steps }: { steps: NonNullable<ExplainedRound['steps']> }) {
  if (steps.length === 0) return <>none yet</>;
  return (
    <>
      {steps
        .map(
          ({ step, attempts, lastFailure }) =>
            `${step} ${attempts}${lastFailure === null ? '' : ` (${lastFailure})`}`,
        )
        .join(', ')}
    </>
  );
}

const NotKept = ({ what }: { what: string }) => <span class="soft">{what} does not have it</span>;

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
