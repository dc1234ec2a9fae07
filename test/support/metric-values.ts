import type { Registry } from 'prom-client';

/** The value of one sample on a page in Prometheus' text format; null where there is none. */
export function sampleOn(page: string, sample: string): number | null {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  return line === undefined ? null : Number(line.slice(sample.length + 1));
}

/** The values of some samples in a registry, in their order. */
export async function samplesOf(registry: Registry, samples: readonly string[]): Promise<(number | null)[]> {
  const page = await registry.metrics();
  return samples.map((sample) => sampleOn(page, sample));
}

/** The page of a registry without what is still zero: what happened. */
export async function countedIn(registry: Registry, name: string): Promise<Record<string, number>> {
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith(`${name}{`));
  const samples = lines.map((line) => [
    line.slice(name.length, line.lastIndexOf(' ')),
    Number(line.split(' ').at(-1)),
  ]);
  return Object.fromEntries(samples.filter(([, value]) => value !== 0)) as Record<string, number>;
}
