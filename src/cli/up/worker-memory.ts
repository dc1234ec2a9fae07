/**
 * Keeps a worker's memory flat. V8 grows its heaps as long as the machine has memory, and glibc keeps an arena a
 * thread; so each of a worker's two heaps (ours, and that of the workflow sandbox) is bounded, and so are the arenas.
 * A bounded heap holds the cached workflows (about 0.3 MiB each) twice over. @see docs/performance.md for figures
 */
export const WORKER_MEMORY = {
  nodeArguments: ['--max-old-space-size=320'],
  /** @see mallopt(3), M_ARENA_MAX */
  env: { MALLOC_ARENA_MAX: '2' },
} as const;
