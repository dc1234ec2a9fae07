/** Distance between two ids, as in recorded answers. */
const STEP = 128;
const SEED_AUDIT_BASE = 6_500_000_000_090;
const SEED_AUDIT_SPAN = 200;
const CREATED_BASE = 6_700_000_000_090;

/** The user that API calls are made as. */
export const INTEGRATION_USER_ID = 6_130_907_993_114;
export const GROUP_ID = 6_130_852_536_346;
export const ORGANIZATION_ID = 6_130_869_157_658;
export const TICKET_FORM_ID = 6_130_830_344_474;
export const BRAND_ID = 6_130_830_354_842;
export const PLAN_FIELD_ID = 6_130_811_200_026;
export const REGION_FIELD_ID = 6_130_811_200_154;
export const ACCOUNT_ID = 18_525_119;

/** Gives ids for everything that comes to be after the seed; never one twice, also across restarts. */
export class IdSequence {
  #last = CREATED_BASE;

  next(): number {
    this.#last += STEP;
    return this.#last;
  }

  /** Learns an id that is taken already. */
  observe(id: number): void {
    this.#last = Math.max(this.#last, id);
  }
}

/** The ids of a seeded ticket's audits and events, in order, the same at every call. */
export function seedIdSequence(ticketId: number): () => number {
  let last = SEED_AUDIT_BASE + ticketId * SEED_AUDIT_SPAN * STEP;
  return () => (last += STEP);
}
