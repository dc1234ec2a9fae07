/** The people who answer tickets. */
export const AGENTS = [
  { id: 6_130_911_000_026, name: 'Priya Lindqvist', email: 'priya@tallybird.example' },
  { id: 6_130_911_000_154, name: 'Marcus Okonjo', email: 'marcus@tallybird.example' },
  { id: 6_130_911_000_282, name: 'Elif Sandoval', email: 'elif@tallybird.example' },
  { id: 6_130_911_000_410, name: 'Dario Kestrel', email: 'dario@tallybird.example' },
] as const;
