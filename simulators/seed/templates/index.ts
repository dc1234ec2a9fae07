import type { Template } from '../template.js';
import { BUGS } from './bugs.js';
import { GERMAN } from './german.js';
import { HOSTILE } from './hostile.js';
import { MONEY } from './money.js';
import { MOODS } from './moods.js';
import { ODDITIES } from './oddities.js';
import { OTHER_LANGUAGES } from './other-languages.js';
import { PERSONAL } from './personal.js';
import { REQUESTS } from './requests.js';
import { ROMANCE } from './romance.js';
import { SHORT_NOTES } from './short-notes.js';

/** Every pattern of a seeded ticket. */
export const TEMPLATES: readonly Template[] = [
  ...BUGS,
  ...REQUESTS,
  ...MONEY,
  ...MOODS,
  ...GERMAN,
  ...ROMANCE,
  ...OTHER_LANGUAGES,
  ...ODDITIES,
  ...HOSTILE,
  ...PERSONAL,
  ...SHORT_NOTES,
];
