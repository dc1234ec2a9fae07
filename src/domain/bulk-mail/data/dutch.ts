import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** Dutch. */
export const DUTCH: BulkMailPhrases = {
  language: 'nl',
  bounceSubjects: phraseList(
    `onbestelbaar, niet bestelbaar, bericht niet afgeleverd, aflevering mislukt, bezorging mislukt`,
  ),
  bounceOpenings: phraseList(`
    uw bericht kan niet worden bezorgd, uw bericht kon niet worden bezorgd, uw bericht is niet bezorgd, bezorging is mislukt bij, adres niet gevonden, je bericht is niet bezorgd
  `),
  autoReplySubjects: phraseList(`automatisch antwoord, automatische reactie, afwezigheidsbericht`),
  absences: phraseList(`
    ik ben afwezig, ik ben momenteel afwezig, ik ben niet aanwezig, ik ben op vakantie, ik ben met vakantie, ik ben niet op kantoor, ik ben tot, afwezig tot, niet op kantoor, ik ben met verlof, ons kantoor is gesloten
  `),
  absenceDetails: phraseList(`
    bij terugkomst, na terugkomst, na mijn vakantie, zodra ik terug, als ik terug, ik ben weer bereikbaar, weer bereikbaar, in dringende gevallen, voor dringende zaken, bij spoed, tijdens mijn afwezigheid, wordt niet doorgestuurd, mijn collega, contact opnemen met
  `),
  automatic: phraseList(`
    dit is een automatisch bericht, dit is een automatisch antwoord, dit is een automatische, dit is een automatisch gegenereerd*, dit bericht is automatisch, deze e-mail is automatisch, deze mail is automatisch, automatisch gegenereerd bericht, automatisch gegenereerde e-mail
  `),
  unattended: phraseList(`
    niet op deze e-mail te antwoorden, niet te antwoorden op, reageer niet op dit,
    beantwoord deze e-mail niet
  `),
  receipts: phraseList(`
    wij hebben uw bericht ontvangen, we hebben uw bericht ontvangen, wij hebben uw vraag ontvangen,
    we hebben je bericht ontvangen, wij hebben uw e-mail ontvangen, bedankt voor uw bericht,
    bedankt voor je bericht, bedankt voor uw e-mail, dank voor uw bericht
  `),
  newsletterFooters: phraseList(`
    uitschrijven$, afmelden$, nieuwsbrief afmelden$, uitschrijven voor deze nieuwsbrief, klik hier om je af te melden, klik hier om u af te melden, klik hier om uit te schrijven, om u af te melden, om je af te melden, als u deze nieuwsbrief niet meer, als je deze nieuwsbrief niet meer, wilt u geen, wil je geen, voorkeuren beheren$
  `),
  newsletterReasons: phraseList(`
    u ontvangt deze e-mail omdat, je ontvangt deze e-mail omdat, u ontvangt deze mail omdat, je ontvangt deze mail omdat, u ontvangt deze nieuwsbrief, je ontvangt deze nieuwsbrief, deze e-mail is verzonden aan
  `),
  newsletterBrowsers: phraseList(`
    bekijk in browser$, bekijk in je browser$, bekijk online$, bekijk de webversie$, online versie$, bekijk deze e-mail in, bekijk deze mail in, wordt deze e-mail niet goed, webversie$
  `),
  offers: phraseList(
    `koop nu, bestel nu, shop nu, profiteer nu, alleen vandaag, exclusieve aanbieding, in dit nummer, gratis verzending`,
  ),
};
