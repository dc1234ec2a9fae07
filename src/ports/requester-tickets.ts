/** Finds the tickets of one person, as far as the help desk still has them. */
export interface RequesterTickets {
  /** IDs of the tickets that the person asked for help with, archived ones too. @throws {PlatformError} */
  find(requester: string): Promise<string[]>;
}
