import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** Polish. */
export const POLISH: BulkMailPhrases = {
  language: 'pl',
  bounceSubjects: phraseList(
    `niedostarczalne, nie można dostarczyć, niedostarczona wiadomość, wiadomość niedostarczona, błąd dostarczenia, zwrot wiadomości`,
  ),
  bounceOpenings: phraseList(`
    nie można dostarczyć wiadomości, twoja wiadomość nie została dostarczona, wiadomość nie została dostarczona, nie udało się dostarczyć, nie znaleziono adresu, dostarczenie do następujących adresatów
  `),
  autoReplySubjects: phraseList(`odpowiedź automatyczna, automatyczna odpowiedź, autoodpowiedź, poza biurem`),
  absences: phraseList(`
    jestem na urlopie, będę na urlopie, przebywam na urlopie, jestem nieobecn*, będę nieobecn*, jestem poza biurem, będę poza biurem, przebywam poza, obecnie przebywam, nasze biuro jest nieczynne
  `),
  absenceDetails: phraseList(`
    po powrocie, po moim powrocie, odpowiem na, w pilnych sprawach, w sprawach pilnych, w razie pilnej, w nagłych przypadkach, podczas mojej nieobecności, w czasie mojej nieobecności, ograniczony dostęp, nie będzie przekazywan*, proszę o kontakt z, proszę kontaktować się, zastępuje mnie
  `),
  automatic: phraseList(`
    to jest wiadomość automatyczna, to jest automatyczna wiadomość, to jest automatyczna odpowiedź, wiadomość wygenerowana automatycznie, wiadomość została wygenerowana automatycznie, ta wiadomość została wygenerowana automatycznie, ten e-mail został wygenerowany automatycznie
  `),
  unattended: phraseList(`
    prosimy nie odpowiadać na, proszę nie odpowiadać na, prosimy na nią nie odpowiadać
  `),
  receipts: phraseList(`
    otrzymaliśmy twoją wiadomość, otrzymaliśmy państwa, dziękujemy za wiadomość, dziękuję za wiadomość,
    dziękujemy za kontakt, dziękujemy za zgłoszenie, twoje zgłoszenie zostało
  `),
  newsletterFooters: phraseList(`
    wypisz się$, wypisz mnie$, zrezygnuj$, anuluj subskrypcję$, rezygnacja z subskrypcji$, aby wypisać się, aby się wypisać, aby zrezygnować, kliknij tutaj aby się wypisać, jeśli nie chcesz otrzymywać, jeżeli nie chcesz otrzymywać, jeśli nie chcą państwo
  `),
  newsletterReasons: phraseList(`
    otrzymujesz tę wiadomość ponieważ, otrzymujesz tego maila ponieważ, otrzymujesz ten e-mail ponieważ, otrzymali państwo tę wiadomość, ta wiadomość została wysłana do, otrzymujesz ten newsletter
  `),
  newsletterBrowsers: phraseList(`
    zobacz w przeglądarce$, wyświetl w przeglądarce$, otwórz w przeglądarce$, zobacz online$, wersja online$, jeśli nie widzisz tej wiadomości, jeśli wiadomość nie wyświetla
  `),
  offers: phraseList(
    `kup teraz, kup już teraz, zamów teraz, oferta specjalna, oferta limitowana, tylko teraz, w tym numerze, darmowa dostawa, sprawdź ofertę`,
  ),
};
