import type { ComponentChildren } from 'preact';
import type { OverviewAnswer } from '../../src/gateway/api/wire.js';
import { count, duration, money, percent } from './format.js';

/** Below this share of success the installation counts as degraded. @see docs/metrics.md */
const SUCCESS_TARGET = 0.995;

/** The figures that answer "is all well?" at a glance. */
export function Tiles({ answer, sloMs }: { answer: OverviewAnswer | null; sloMs: number }) {
  if (answer === null) return <div class="tiles" aria-busy="true" />;
  const { figures, previous, budgets } = answer;
  const { total, byKind, successRate, fallbackRate, latencyMs, costMicroUsd, cacheHitRate } = figures;
  const p95 = latencyMs?.p95 ?? null;
  const isSlow = p95 !== null && p95 > sloMs;
  const verdicts = figures.bySource.llm + figures.bySource.rules;
  return (
    <div class="tiles">
      <Tile name="Tickets" value={count(total)} change={changeOf(total, previous.total)}>
        {count(byKind.updated)} updated, {count(byKind.unchanged)} unchanged
      </Tile>
      <Tile
        name="Success"
        value={percent(successRate)}
        state={successRate === null ? undefined : successRate < SUCCESS_TARGET ? 'bad' : 'good'}
      >
        {total === 0
          ? 'no ticket yet'
          : byKind.failed === 0
            ? 'none failed'
            : `${count(byKind.failed)} failed`}
        ; target {percent(SUCCESS_TARGET)}
      </Tile>
      <Tile
        name="Latency p95"
        value={duration(p95)}
        state={p95 === null ? undefined : isSlow ? 'bad' : 'good'}
      >
        {p95 === null ? 'no ticket yet; target' : isSlow ? 'above the target of' : 'within the target of'}{' '}
        {duration(sloMs)}
        {latencyMs !== null && `; p50 ${duration(latencyMs.p50)}`}
      </Tile>
      <Tile name="Fallback" value={percent(fallbackRate)}>
        {verdicts === 0
          ? 'no verdict yet'
          : `rules decided ${count(figures.bySource.rules)} of ${count(verdicts)}`}
      </Tile>
      <Tile name="Cost" value={money(costMicroUsd / 1e6)}>
        {budgets.length > 0 ? (
          <Budgets budgets={budgets} />
        ) : total === 0 ? (
          'no budget set'
        ) : (
          `${money(costMicroUsd / 1e6 / total)} a ticket; ${percent(cacheHitRate)} from cache`
        )}
      </Tile>
    </div>
  );
}

function Tile({
  name,
  value,
  change,
  state,
  children,
}: {
  name: string;
  value: string;
  change?: string | null;
  state?: 'good' | 'bad' | undefined;
  children: ComponentChildren;
}) {
  return (
    <section class={`card tile ${state ?? ''}`} aria-label={name}>
      <h2>{name}</h2>
      <p class="value">
        {value} {change && <small>{change}</small>}
        {state === 'bad' && <small class="flag">off target</small>}
      </p>
      <p class="soft">{children}</p>
    </section>
  );
}

function Budgets({ budgets }: Pick<OverviewAnswer, 'budgets'>) {
  const spent = budgets.reduce((sum, { spentUsd }) => sum + spentUsd, 0);
  const budget = budgets.reduce((sum, { budgetUsd }) => sum + budgetUsd, 0);
  const worst = budgets.some(({ level }) => level === 'exhausted')
    ? 'bad'
    : budgets.some(({ level }) => level === 'warning')
      ? 'warn'
      : 'good';
  return (
    <>
      <meter
        class={worst}
        aria-label="Budget of this month"
        min={0}
        max={Math.max(budget, spent, Number.MIN_VALUE)}
        value={spent}
      />
      {money(spent)} of {money(budget)} this month
      {worst === 'bad' &&
        budgets.length > 1 &&
        `; spent: ${budgets.flatMap(({ tenant, level }) => (level === 'exhausted' ? tenant : [])).join(', ')}`}
    </>
  );
}

/** Against as long a time before. */
function changeOf(now: number, before: number): string | null {
  if (before === 0) return null;
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? '±0 %' : `${change > 0 ? '▲' : '▼'} ${Math.abs(change)} %`;
}
