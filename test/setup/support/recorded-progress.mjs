/** Progress that keeps its lines in `lines` and the percentages of transfers in `updates`. */
export function recordedProgress() {
  const lines = [];
  const updates = [];
  return {
    lines,
    updates,
    line: (text) => void lines.push(text),
    transfer: () => ({ update: (...update) => void updates.push(update), end: () => {} }),
    waiting: (_label, work) => work,
  };
}
