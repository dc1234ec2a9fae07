/**
 * The platform's update stamp has a resolution of one second: two changes within it look the same. A stamp can
 * serve as the condition of a write only when the platform's clock is this far past it.
 */
export const STAMP_SETTLES_MS = 2_000;

/** Clocks that disagree by more than this are not waited for: the write's condition still holds. */
const LONGEST_WAIT_MS = 2 * STAMP_SETTLES_MS;

/** Milliseconds until the ticket can be read again with a stamp that is safe to write on; 0 when it is safe now. */
export function stampSettlesInMs({ updatedAt, readAt }: { updatedAt: string; readAt: string }): number {
  const settlesInMs = STAMP_SETTLES_MS - (Date.parse(readAt) - Date.parse(updatedAt));
  return Math.min(Math.max(0, settlesInMs), LONGEST_WAIT_MS);
}
