import type { RigOptions } from './rig.js';

/** About four of five tickets of the simulated help desk want a verdict. */
export const WANTED_SHARE = 0.797;

/** A help desk with that many tickets that want a verdict, each of which costs a call to the model. */
export const distinctTickets = (wanted: number): Pick<RigOptions, 'tickets' | 'distinctTickets'> => ({
  tickets: Math.ceil(wanted / WANTED_SHARE),
  distinctTickets: true,
});
