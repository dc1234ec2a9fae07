/** Languages that are told apart, ISO 639-1. */
const KNOWN_LANGUAGES = ['en', 'de', 'es', 'fr', 'pt', 'it'] as const;
export type KnownLanguage = (typeof KNOWN_LANGUAGES)[number];

/** The small words of each language, without accents. A word that several have speaks for each of them a little. */
const SMALL_WORDS: Record<KnownLanguage, string> = {
  en: 'the and is are was were have has had with this that you your for not my our we it of to from but can when they them what how any been i at after be will would do does did an on in there as if please',
  de: 'der die das und ist sind war nicht ich wir sie er ein eine einen einem einer mit fur auf bei von zu zum zur im am den dem des es haben hat mein meine unser unsere bitte auch wie seit noch nur kein keine wenn dass aber als nach man uns mir mich wird werden kann konnen',
  es: 'el la los las y es son una un uno no que de en por para con mi mis nuestro nuestra se lo del al pero como esta hay su sus ya desde cuando muy me nos les le ha han he este esto tengo puedo quiero',
  fr: 'le la les des et est sont une un je nous vous pas ne pour dans sur avec mon ma mes notre votre nos vos que qui du de au aux ce cette il elle depuis mais se en y a l d j n c qu s on ont plus tout',
  pt: 'o a os as e uma um nao que de em por para com meu minha nosso nossa se do da dos das no na nos nas mas como esta ao aos seu sua ja desde voce voces quando muito me foi sao tem ele ela isso este pelo pela',
  it: 'il lo la i gli le e una un uno non che di in per con mio mia nostro nostra si del della dei delle dal dalla nel nella ma come ho ha abbiamo sono alla al dai da quando piu mi ci vi anche ogni questo questa l dell all nell',
};

const LANGUAGES_OF = new Map<string, KnownLanguage[]>();
for (const language of KNOWN_LANGUAGES) {
  for (const word of SMALL_WORDS[language].split(' '))
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}

/** Small words, shared ones in part, before a text says anything about its language. */
const LEAST_EVIDENCE = 1.5;
/** How far the best language must be ahead of the next. */
const LEAD = 1.5;

/**
 * The language of a text from its small words; null when it is short, mixed, or in none that is known.
 * @param words lower case, without accents.
 */
export function languageOf(words: readonly string[]): KnownLanguage | null {
  const evidence = new Map<KnownLanguage, number>();
  for (const word of words) {
    const languages = LANGUAGES_OF.get(word) ?? [];
    for (const language of languages)
      evidence.set(language, (evidence.get(language) ?? 0) + 1 / languages.length);
  }
  const [best, next] = [...evidence].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] < LEAST_EVIDENCE || best[1] < (next?.[1] ?? 0) * LEAD) return null;
  return best[0];
}
