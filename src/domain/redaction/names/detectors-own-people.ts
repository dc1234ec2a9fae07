import type { Detector } from '../detector.js';
import { spacedNames } from './own-people.js';
import { unspacedNames } from './unspaced-names.js';

/**
 * The ticket's own people in all spellings: full name in any order, first or last name alone, initials, user
 * names, diacritics folded or spelled out, any case, genitive endings. A name that is also an everyday word
 * counts alone only when capitalised.
 */
export const ownPeopleDetector: Detector = {
  name: 'own-people',
  detect({ text, people }) {
    if (people.parts.size === 0) return [];
    return [...spacedNames(text, people), ...unspacedNames(text, people)];
  },
};
