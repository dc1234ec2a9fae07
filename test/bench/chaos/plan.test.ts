import { describe, expect, test } from '@jest/globals';
import { faultsSchema } from '../../../simulators/zendesk/faults.js';
import { ANSWER_FAULTS, CONTENT_FAULTS, modelFaultsSchema } from '../../../simulators/llm/faults.js';
import { agentEdits, kills, planDigest, VICTIMS, weathers } from '../../../bench/chaos/plan.js';
import { EVERY_ROUND, IN_TURN } from '../../../bench/chaos/weather.js';
import { agentEditSchema } from '../../../simulators/zendesk/updates/agent-edit.js';

const PACE = { gapMs: [10, 20], restMs: [100, 200] } as const;

function first<T>(items: Generator<T>, count: number): T[] {
  return Array.from({ length: count }, () => items.next().value as T);
}

describe('plan', () => {
  test('a seed gives the same weathers, kills and edits again, another seed others', () => {
    const plan = (seed: number) => [
      first(weathers(seed), 30),
      first(kills(seed, PACE), 30),
      first(agentEdits(seed), 30),
    ];
    expect(plan(7)).toEqual(plan(7));
    for (const [index, part] of plan(8).entries()) expect(part).not.toEqual(plan(7)[index]);
    expect(planDigest(7, PACE)).toBe(planDigest(7, PACE));
    expect(planDigest(7, PACE)).not.toBe(planDigest(8, PACE));
  });

  test('each round kills everybody once: a rest before it, short gaps within', () => {
    for (const round of [0, 1, 2].map((index) => first(kills(3, PACE), 9).slice(index * 3, index * 3 + 3))) {
      expect(new Set(round.map(({ victim }) => victim))).toEqual(new Set(VICTIMS));
      const [rest, ...gaps] = round.map(({ afterMs }) => afterMs);
      expect(rest).toBeGreaterThanOrEqual(PACE.restMs[0]);
      for (const gap of gaps) expect(gap).toBeLessThanOrEqual(PACE.gapMs[1]);
    }
  });

  test('each round of weathers has every kind, and one of those that come in turn', () => {
    const length = EVERY_ROUND.length + 1;
    const rounds = first(weathers(5), IN_TURN.length * length);
    for (let round = 0; round < IN_TURN.length; round += 1) {
      const names = rounds.slice(round * length, (round + 1) * length).map(({ name }) => name);
      expect([...names].sort()).toEqual([...EVERY_ROUND, IN_TURN[round]].map((each) => each?.name).sort());
    }
  });

  test('simulators take every weather and every edit', () => {
    for (const { platform, model, seed } of first(weathers(1), 60)) {
      expect(faultsSchema.safeParse({ ...platform, seed }).success).toBe(true);
      expect(modelFaultsSchema.safeParse({ ...model, seed }).success).toBe(true);
    }
    for (const { change } of first(agentEdits(1), 200))
      expect(agentEditSchema.safeParse({ id: 1, ...change }).success).toBe(true);
  });

  test('every fault of help desk and model that a client can outlive without people comes up', () => {
    const [platform, model] = [new Set<string>(), new Set<string>()];
    for (const weather of [...EVERY_ROUND, ...IN_TURN]) {
      Object.keys(weather.platform).forEach((fault) => platform.add(fault));
      Object.keys(weather.model).forEach((fault) => model.add(fault));
    }
    const needPeople = [
      ...['unauthorized', 'agentRole', 'forbiddenTickets', 'missingTickets'],
      ...['oversizedTickets', 'refuseUpdates'],
    ];
    const settings = ['seed', 'latencyMs', 'requestsPerMinute', 'updatesPerMinute'];
    const known = Object.keys(faultsSchema.shape).filter(
      (fault) => ![...needPeople, ...settings].includes(fault),
    );
    expect([...platform].sort()).toEqual(known.sort());
    expect([...model].sort()).toEqual(
      [...ANSWER_FAULTS, ...CONTENT_FAULTS, 'noJsonSchema', 'unauthorized'].sort(),
    );
  });
});
