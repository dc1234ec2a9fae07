import { bulkMailPhrases } from './table.js';

/** German. */
export const GERMAN = bulkMailPhrases('de', {
  bounceSubjects: `
    unzustellbar, unzustellbare nachricht, nicht zustellbar, nachricht nicht zustellbar, zustellung fehlgeschlagen, e-mail nicht zustellbar,
    mail nicht zustellbar, zustellfehler, fehler bei der zustellung, benachrichtigung zum übermittlungsstatus`,
  bounceOpenings: `
    fehler bei der nachrichtenzustellung, ihre nachricht an _ konnte nicht zugestellt, ihre nachricht konnte nicht zugestellt,
    ihre e-mail konnte nicht zugestellt, ihre mail konnte nicht zugestellt, die zustellung an folgende empfänger,
    die nachricht konnte nicht zugestellt, ihre nachricht wurde nicht zugestellt, adresse nicht gefunden,
    die folgende nachricht konnte nicht, dies ist eine automatisch erstellte benachrichtigung`,
  autoReplySubjects: `
    automatische antwort, automatische rückantwort, automatische abwesenheitsnotiz, autoantwort, abwesenheitsnotiz, abwesenheitsnachricht,
    urlaubsmeldung, automatische eingangsbestätigung`,
  absences: `
    ich bin bis .. nicht im, ich bin nicht im, ich bin derzeit nicht, ich bin zurzeit nicht, ich bin zur zeit nicht, ich bin momentan nicht,
    ich bin aktuell nicht, ich bin außer haus, ich bin derzeit im urlaub, ich bin im urlaub, ich befinde mich im urlaub,
    ich befinde mich derzeit, ich befinde mich aktuell, ich befinde mich zurzeit, ich bin vom .. bis, ich bin ab, ich bin bis,
    nicht im haus, nicht im büro, nicht am arbeitsplatz, bin ich nicht im, bin ich nicht erreichbar, bin ich im urlaub, wieder im büro,
    wieder im haus, in elternzeit, in mutterschutz, nicht mehr für .. tätig, nicht mehr im unternehmen, unser büro ist geschlossen,
    unser büro bleibt, betriebsferien`,
  absenceDetails: `
    wird nicht weitergeleitet, werden nicht weitergeleitet, wird nicht gelesen, werden nicht gelesen, nach meiner rückkehr,
    sobald ich zurück, wenn ich zurück, ab dem .. wieder erreichbar, wieder erreichbar, wieder für sie da, wieder zur verfügung,
    in dringenden fällen, bei dringenden, in dringenden angelegenheiten, meine vertretung, meiner vertretung, vertritt mich,
    wenden sie sich, meinen kollegen, meine kollegin, meine kollegen, eingeschränkten zugriff, keinen zugriff auf, melde mich nach,
    während meiner abwesenheit, in meiner abwesenheit, melde mich, werde ich beantworten`,
  automatic: `
    dies ist eine automatische, dies ist eine automatisch, diese nachricht wurde automatisch, diese e-mail wurde automatisch,
    diese mail wurde automatisch, diese antwort wurde automatisch, automatisch generierte e-mail, automatisch generierte nachricht,
    automatisch erstellte e-mail, automatisch erstellte nachricht, automatisch erzeugte nachricht, automatisch erzeugte e-mail`,
  unattended: `bitte antworten sie nicht auf diese, antworten auf diese e-mail werden nicht`,
  receipts: `
    bitte nicht auf diese, wir haben ihre anfrage erhalten, wir haben ihre nachricht erhalten, wir haben ihre e-mail erhalten,
    ihre anfrage ist bei uns eingegangen, ihre nachricht ist bei uns eingegangen, ihre e-mail ist bei uns eingegangen,
    vielen dank für ihre anfrage, vielen dank für ihre nachricht, vielen dank für ihre e-mail, vielen dank für ihre mail,
    danke für ihre nachricht, danke für ihre e-mail, danke für ihre mail, wir werden uns schnellstmöglich, wir melden uns schnellstmöglich,
    wird schnellstmöglich bearbeitet, ihre vorgangsnummer, ihre ticketnummer`,
  newsletterFooters: `
    abmelden$, newsletter abmelden$, newsletter abbestellen$, abbestellen$, vom newsletter abmelden$, hier abmelden$, jetzt abmelden$,
    klicken sie hier um sich abzumelden, um sich abzumelden, um sich vom newsletter, wenn sie keine weiteren,
    wenn sie diesen newsletter nicht mehr, wenn sie diese e-mail nicht mehr, wenn sie unseren newsletter nicht mehr, wenn sie künftig keine,
    falls sie keine weiteren, falls sie diesen newsletter nicht mehr, sie möchten keine, sie möchten diesen newsletter nicht mehr,
    sie können sich jederzeit abmelden, einstellungen verwalten$, newsletter-einstellungen`,
  newsletterReasons: `
    sie erhalten diese e-mail weil, sie erhalten diese mail weil, sie erhalten diese nachricht weil, sie erhalten diesen newsletter,
    diese e-mail wurde an, diese mail wurde an, dieser newsletter wurde an, du erhältst diese e-mail weil, du erhältst diesen newsletter`,
  newsletterBrowsers: `
    im browser ansehen$, im browser anzeigen$, im browser öffnen$, online ansehen$, online-version$, onlineversion$, zur online-version,
    im browser lesen$, wird diese e-mail nicht richtig, wird dieser newsletter nicht richtig, falls diese e-mail nicht korrekt,
    sollte diese e-mail nicht, probleme mit der darstellung, webversion$`,
  offers: `
    jetzt kaufen, jetzt bestellen, jetzt shoppen, jetzt sichern, jetzt anmelden, jetzt entdecken, nur für kurze zeit, exklusives angebot,
    sonderangebot, in dieser ausgabe, sparen sie, versandkostenfrei`,
});

/** Dutch. */
export const DUTCH = bulkMailPhrases('nl', {
  bounceSubjects: `onbestelbaar, niet bestelbaar, bericht niet afgeleverd, aflevering mislukt, bezorging mislukt`,
  bounceOpenings: `
    uw bericht kan niet worden bezorgd, uw bericht kon niet worden bezorgd, uw bericht is niet bezorgd, bezorging is mislukt bij,
    adres niet gevonden, je bericht is niet bezorgd`,
  autoReplySubjects: `automatisch antwoord, automatische reactie, afwezigheidsbericht`,
  absences: `
    ik ben afwezig, ik ben momenteel afwezig, ik ben niet aanwezig, ik ben op vakantie, ik ben met vakantie, ik ben niet op kantoor,
    ik ben tot, afwezig tot, niet op kantoor, ik ben met verlof, ons kantoor is gesloten`,
  absenceDetails: `
    bij terugkomst, na terugkomst, na mijn vakantie, zodra ik terug, als ik terug, ik ben weer bereikbaar, weer bereikbaar,
    in dringende gevallen, voor dringende zaken, bij spoed, tijdens mijn afwezigheid, wordt niet doorgestuurd, mijn collega,
    contact opnemen met`,
  automatic: `
    dit is een automatisch bericht, dit is een automatisch antwoord, dit is een automatische, dit is een automatisch gegenereerd*,
    dit bericht is automatisch, deze e-mail is automatisch, deze mail is automatisch, automatisch gegenereerd bericht,
    automatisch gegenereerde e-mail`,
  unattended: `niet op deze e-mail te antwoorden, niet te antwoorden op, reageer niet op dit, beantwoord deze e-mail niet`,
  receipts: `
    wij hebben uw bericht ontvangen, we hebben uw bericht ontvangen, wij hebben uw vraag ontvangen, we hebben je bericht ontvangen,
    wij hebben uw e-mail ontvangen, bedankt voor uw bericht, bedankt voor je bericht, bedankt voor uw e-mail, dank voor uw bericht`,
  newsletterFooters: `
    uitschrijven$, afmelden$, nieuwsbrief afmelden$, uitschrijven voor deze nieuwsbrief, klik hier om je af te melden,
    klik hier om u af te melden, klik hier om uit te schrijven, om u af te melden, om je af te melden, als u deze nieuwsbrief niet meer,
    als je deze nieuwsbrief niet meer, wilt u geen, wil je geen, voorkeuren beheren$`,
  newsletterReasons: `
    u ontvangt deze e-mail omdat, je ontvangt deze e-mail omdat, u ontvangt deze mail omdat, je ontvangt deze mail omdat,
    u ontvangt deze nieuwsbrief, je ontvangt deze nieuwsbrief, deze e-mail is verzonden aan`,
  newsletterBrowsers: `
    bekijk in browser$, bekijk in je browser$, bekijk online$, bekijk de webversie$, online versie$, bekijk deze e-mail in,
    bekijk deze mail in, wordt deze e-mail niet goed, webversie$`,
  offers: `koop nu, bestel nu, shop nu, profiteer nu, alleen vandaag, exclusieve aanbieding, in dit nummer, gratis verzending`,
});
