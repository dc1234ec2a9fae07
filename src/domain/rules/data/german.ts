import { phraseList } from '../phrases.js';
import type { LanguageRules } from '../types.js';

/** German. */
export const GERMAN: LanguageRules = {
  language: 'de',
  negations: phraseList('nicht, kein, keine, keinen, keiner, keinerlei, nie, niemals, ohne, weder'),
  negationEnds: phraseList('nur, sicher, ahnung, warum, sondern'),
  rules: [
    {
      id: 'ignore.politeness',
      field: 'ignore',
      weight: 0,
      phrases: phraseList(`
        vielen dank im voraus, danke im voraus, vielen dank für ihre hilfe, vielen dank für ihre
        unterstützung, vielen dank für ihre zeit, danke für ihre hilfe, danke für ihre unterstützung,
        guten tag, guten morgen, guten abend, mit freundlichen grüßen, ich freue mich auf, wir freuen uns
        auf, ich hoffe es geht ihnen gut, würde mich über, sehr geehrte*, sehr dankbar, wäre ich dankbar,
        würde ich sehr schätzen, nicht nur, kein problem
      `),
    },
    {
      id: 'ignore.resolved',
      field: 'ignore',
      weight: 0,
      phrases: phraseList(
        `nicht mehr kaputt, nicht kaputt, stürzt nicht mehr, nicht mehr ab, kein fehler, keine fehler, keine probleme, keine störung*, kein ausfall, funktioniert wieder, geht wieder, läuft wieder, problem gelöst, problem behoben, ohne probleme, ohne fehler, keine beschwerde*`,
      ),
    },
    {
      id: 'bug.failure',
      field: 'root_cause',
      label: 'bug',
      weight: 3,
      phrases: phraseList(`
        absturz*, abstürz*, stürzt .. ab, abgestürzt, eingefroren, friert .. ein, fehlermeldung*,
        fehlercode, funktioniert nicht, funktionieren nicht, funktioniert .. nicht, geht nicht, gehen nicht,
        klappt nicht, lädt nicht, startet nicht, öffnet sich nicht, reagiert nicht, nicht mehr möglich,
        nicht funktionier*, nicht erreichbar, nicht angezeigt, kaputt, defekt*, ausgefallen, ausfall,
        ausfälle, ausfällt, bug, bugs, programmfehler, störung*, weißer bildschirm, datenverlust,
        beschädigt*, fehlgeschlagen, schlägt fehl, unerwartet*, verbindungsabbr*, unterbrechung*,
        abgebrochen, nicht mehr erreichbar, antwortet nicht, antworten nicht, hängt sich .. auf, bleibt
        hängen, bleiben hängen, schließt sich .. selbst, schließt sich immer, lässt sich nicht, lassen sich
        nicht, geht nicht mehr, gehen nicht mehr, stimmt nicht, stimmen nicht, verschwunden, verschwindet,
        verschwinden, weiße seite, leere seite, bleibt leer, bleiben leer, kein* .. kann arbeiten, niemand
        kann arbeiten, offline
      `),
    },
    {
      id: 'bug.problem',
      field: 'root_cause',
      label: 'bug',
      weight: 1.2,
      phrases: phraseList(`
        fehler, fehlerhaft*, problem, probleme, problems, schwierigkeiten, kann nicht, können nicht, nicht
        mehr, langsam, seit dem update, nach dem update, falsch*, besteht weiterhin, bestehen weiterhin,
        komisch*, seltsam*, hängt, inkompatib*, fehlt, fehlen, tut sich nichts, passiert nichts, geschieht
        nichts, niemand kann, keiner kann, kein kunde kann, nicht korrekt
      `),
    },
    {
      id: 'feature.wish',
      field: 'root_cause',
      label: 'feature',
      weight: 3,
      phrases: phraseList(`
        wünsche mir, wünschen uns, feature wunsch, featurewunsch, verbesserungsvorschlag, vorschlag, wäre
        schön, wäre toll, wäre super, wäre hilfreich, wäre praktisch, wäre gut, wäre klasse, neue funktion,
        neue funktionen, funktion hinzufügen, bitte fügen sie, könnten sie .. hinzufügen, hinzufügen, bitte
        ergänzen, einbauen, ermöglichen, option für, unterstützung für, erweitern, erweiterung, schön wäre,
        toll wäre, praktisch wäre, hilfreich wäre, super wäre, wünschenswert, wünsche ich mir, wünschen wir
        uns, seit jahren bitten, bitten seit jahren, einführen
      `),
      negatable: false,
    },
    {
      id: 'feature.asking',
      field: 'root_cause',
      label: 'feature',
      weight: 1,
      phrases: phraseList(`
        könnten sie, könntet ihr, könnte man, wäre es möglich, planen sie, ist geplant, bieten sie
      `),
      negatable: false,
    },
    {
      id: 'feature.building',
      field: 'root_cause',
      label: 'feature',
      weight: 1.2,
      phrases: phraseList(`
        anbieten, bereitstellen, integrieren, anbinden, anbindung, schnittstelle, ansicht, funktion, dunkles
        design, dunkler modus, tastenkürzel, filter, exportieren
      `),
      negatable: false,
    },
    {
      id: 'refund.word',
      field: 'root_cause',
      label: 'refund',
      weight: 4,
      phrases: phraseList(`
        rückerstatt*, erstattung*, erstatten, geld zurück, zurückerstatt*, rückzahlung, gutschrift,
        widerruf*, zurückgeben, zurücksenden, zurückgeschickt, rücksendung, retoure*, stornier* ..
        bestellung, bestellung stornieren, rückbuch*, doppelt abgebucht, mein geld, zurücküberweis*,
        überweis* .. zurück, rückgabe, zurückgesendet, zurückgesandt, zurückgegeben, zurückbekommen
      `),
      negatable: false,
    },
    {
      id: 'other.question-title',
      field: 'root_cause',
      label: 'other',
      weight: 4,
      phrases: phraseList(`
        ^wie kann, ^wie können, ^wie mache, ^wie macht, ^wie geht, ^wie funktioniert, ^wie lange, ^wie viel,
        ^wie viele, ^wo ist, ^wo finde, ^wo kann, ^welche*, ^was bedeutet, ^was ist der unterschied, ^kann
        ich, ^können wir, ^darf ich, ^gibt es, ^ist es möglich, ^frage, ^fragen
      `),
      negatable: false,
      subjectOnly: true,
    },
    {
      id: 'other.how-to',
      field: 'root_cause',
      label: 'other',
      weight: 1.3,
      phrases: phraseList(`
        wie kann ich, wie mache ich, wie ändere ich, wie können wir, wie funktioniert, was ist, was sind,
        welche, wo finde ich, gibt es, ist es möglich, frage zu, frage, anfrage, informationen, könnten sie
        mir sagen, ich möchte wissen, wann, öffnungszeiten, details zu, könnten sie mir, können sie mir, wie
        lange, wie viel, wie viele, wer zahlt, um wie viel uhr
      `),
      negatable: false,
    },
    {
      id: 'urgency.stated',
      field: 'urgency',
      label: 'high',
      weight: 2.2,
      phrases: phraseList(`
        dringend*, dringlich*, sofort*, umgehend*, unverzüglich, notfall, kritisch*, so schnell wie
        möglich, schnellstmöglich*, eilig*, eilt, höchste priorität, hohe priorität, asap, schwerwiegend*,
        erheblich*, gravierend*, noch heute
      `),
    },
    {
      id: 'urgency.damage',
      field: 'urgency',
      label: 'high',
      weight: 1.8,
      phrases: phraseList(`
        ausfall, ausfälle, ausgefallen, datenverlust, datenleck, datenpanne, datenschutzverletzung*,
        sicherheitsverletzung*, sicherheitslücke*, gehackt, kompromittiert, unbefugt*, unautorisiert*,
        schadsoftware, malware, betrug, gestohlen, stillstand, steht still, ausgesperrt, alle nutzer, alle
        benutzer, alle mitarbeiter, niemand kann, produktion, anwalt, medizinisch*, krankenhaus*, patient*,
        unbrauchbar, betrieb eingestellt, nicht erreichbar, klage, frist, nicht mehr erreichbar, kein
        mitarbeiter, keiner kann, kein kunde kann, allen filialen, alle filialen, kunden warten, jede
        minute, wir verlieren
      `),
    },
    {
      id: 'urgency.impact',
      field: 'urgency',
      label: 'high',
      weight: 1,
      phrases: phraseList(`
        kein zugriff, keinen zugriff, zugriff auf, nicht einloggen, nicht anmelden, beeinträchtig*,
        unterbrechung*, unterbrochen, störung*, unerwartet*, plötzlich*, mehrere, vertraulich*, sensible*,
        geschützt*, schutz, sicherheit, infrastruktur, heute, schnelle lösung, häufig*, wiederholt,
        abstürz*, absturz*
      `),
    },
    {
      id: 'urgency.ease',
      field: 'urgency',
      label: 'low',
      weight: 1.3,
      phrases: phraseList(`
        nicht dringend, keine eile, eilt nicht, bei gelegenheit, wenn sie zeit haben, kleinigkeit, nur
        eine frage, feedback, vorschlag, allgemeine frage, geringfügig*, tippfehler, wäre schön,
        rückmeldung
      `),
      negatable: false,
    },
    {
      id: 'urgency.inquiry',
      field: 'urgency',
      label: 'low',
      weight: 0.8,
      phrases: phraseList(`
        frage zu, anfrage*, anfragen, informationen, information über, details, auskunft, wie kann ich,
        interessiere mich, interessiert, option*, anweisungen, anleitung*, empfehl*, einrichtung,
        abonnement, preis*, rechnung*, welche, wie lange, wie viel, wie viele, wer zahlt, frage
      `),
      negatable: false,
    },
    {
      id: 'sentiment.praise',
      field: 'sentiment',
      label: 'positive',
      weight: 2,
      phrases: phraseList(`
        super, toll, tolle, tollen, großartig*, hervorragend*, ausgezeichnet*, fantastisch*, wunderbar*,
        perfekt*, klasse, begeistert, zufrieden, liebe ich, ich liebe, genial, prima, herzlichen dank,
        spitze, sehr gut, beste, weiter so, freue mich, glücklich, freundlich*
      `),
    },
    {
      id: 'sentiment.thanks',
      field: 'sentiment',
      label: 'positive',
      weight: 1.6,
      phrases: phraseList(`
        danke, vielen dank, dankeschön, besten dank, gut gemacht, hat geholfen
      `),
    },
    {
      id: 'sentiment.anger',
      field: 'sentiment',
      label: 'negative',
      weight: 2.5,
      phrases: phraseList(`
        frechheit, unverschämt*, katastrophe, katastrophal*, schrecklich*, furchtbar*, schlecht*, miserabel,
        unmöglich, inakzeptabel, unakzeptabel, lächerlich, enttäusch*, frustrier*, verärger*, wütend, sauer,
        ärgerlich*, nervt, betrogen, betrug, scheiß*, zumutung, unzufrieden, nie wieder, beschwer*,
        peinlich, mist, blöd*, schrott, unerträglich, abzocke, unzumutbar, geduld, so geht man nicht, so
        geht das nicht, keinen spaß
      `),
    },
    {
      id: 'sentiment.trouble',
      field: 'sentiment',
      label: 'negative',
      weight: 1.2,
      phrases: phraseList(`
        immer noch nicht, noch immer, schon wieder, seit wochen, seit stunden, keine antwort, niemand,
        leider, endlich mal, wartezeit, warte seit, zum dritten mal, viel zu, nicht akzept*, aufgelegt,
        warteschleife, zum wiederholten mal, zum vierten mal, immer noch kein, immer noch keine
      `),
      negatable: false,
    },
  ],
};
