import { rulesOf } from '../frame.js';

/** German. */
export const GERMAN = rulesOf('de', {
  negations: `nicht, kein, keine, keinen, keiner, keinerlei, nie, niemals, ohne, weder`,
  negationEnds: `nur, sicher, ahnung, warum, sondern`,
  'ignore.politeness': `
    vielen dank im voraus, danke im voraus, vielen dank für ihre hilfe, vielen dank für ihre unterstützung, vielen dank für ihre zeit,
    danke für ihre hilfe, danke für ihre unterstützung, guten tag, guten morgen, guten abend, mit freundlichen grüßen, ich freue mich auf,
    wir freuen uns auf, ich hoffe es geht ihnen gut, würde mich über, sehr geehrte*, sehr dankbar, wäre ich dankbar,
    würde ich sehr schätzen, nicht nur, kein problem`,
  'ignore.resolved': `
    nicht mehr kaputt, nicht kaputt, stürzt nicht mehr, nicht mehr ab, kein fehler, keine fehler, keine probleme, keine störung*,
    kein ausfall, funktioniert wieder, geht wieder, läuft wieder, problem gelöst, problem behoben, ohne probleme, ohne fehler,
    keine beschwerde*`,
  'bug.failure': `
    absturz*, abstürz*, stürzt .. ab, abgestürzt, eingefroren, friert .. ein, fehlermeldung*, fehlercode, funktioniert nicht,
    funktionieren nicht, funktioniert .. nicht, geht nicht, gehen nicht, klappt nicht, lädt nicht, startet nicht, öffnet sich nicht,
    reagiert nicht, nicht mehr möglich, nicht funktionier*, nicht erreichbar, nicht angezeigt, kaputt, defekt*, ausgefallen, ausfall,
    ausfälle, ausfällt, bug, bugs, programmfehler, störung*, weißer bildschirm, datenverlust, beschädigt*, fehlgeschlagen, schlägt fehl,
    unerwartet*, verbindungsabbr*, unterbrechung*, abgebrochen, nicht mehr erreichbar, antwortet nicht, antworten nicht, hängt sich .. auf,
    bleibt hängen, bleiben hängen, schließt sich .. selbst, schließt sich immer, lässt sich nicht, lassen sich nicht, geht nicht mehr,
    gehen nicht mehr, stimmt nicht, stimmen nicht, verschwunden, verschwindet, verschwinden, weiße seite, leere seite, bleibt leer,
    bleiben leer, kein* .. kann arbeiten, niemand kann arbeiten, offline`,
  'bug.problem': `
    fehler, fehlerhaft*, problem, probleme, problems, schwierigkeiten, kann nicht, können nicht, nicht mehr, langsam, seit dem update,
    nach dem update, falsch*, besteht weiterhin, bestehen weiterhin, komisch*, seltsam*, hängt, inkompatib*, fehlt, fehlen, tut sich nichts,
    passiert nichts, geschieht nichts, niemand kann, keiner kann, kein kunde kann, nicht korrekt`,
  'feature.wish': `
    wünsche mir, wünschen uns, feature wunsch, featurewunsch, verbesserungsvorschlag, vorschlag, wäre schön, wäre toll, wäre super,
    wäre hilfreich, wäre praktisch, wäre gut, wäre klasse, neue funktion, neue funktionen, funktion hinzufügen, bitte fügen sie,
    könnten sie .. hinzufügen, hinzufügen, bitte ergänzen, einbauen, ermöglichen, option für, unterstützung für, erweitern, erweiterung,
    schön wäre, toll wäre, praktisch wäre, hilfreich wäre, super wäre, wünschenswert, wünsche ich mir, wünschen wir uns, seit jahren bitten,
    bitten seit jahren, einführen`,
  'feature.asking': `könnten sie, könntet ihr, könnte man, wäre es möglich, planen sie, ist geplant, bieten sie`,
  'feature.building': `
    anbieten, bereitstellen, integrieren, anbinden, anbindung, schnittstelle, ansicht, funktion, dunkles design, dunkler modus,
    tastenkürzel, filter, exportieren`,
  'refund.word': `
    rückerstatt*, erstattung*, erstatten, geld zurück, zurückerstatt*, rückzahlung, gutschrift, widerruf*, zurückgeben, zurücksenden,
    zurückgeschickt, rücksendung, retoure*, stornier* .. bestellung, bestellung stornieren, rückbuch*, doppelt abgebucht, mein geld,
    zurücküberweis*, überweis* .. zurück, rückgabe, zurückgesendet, zurückgesandt, zurückgegeben, zurückbekommen`,
  'other.question-title': `
    ^wie kann, ^wie können, ^wie mache, ^wie macht, ^wie geht, ^wie funktioniert, ^wie lange, ^wie viel, ^wie viele, ^wo ist, ^wo finde,
    ^wo kann, ^welche*, ^was bedeutet, ^was ist der unterschied, ^kann ich, ^können wir, ^darf ich, ^gibt es, ^ist es möglich, ^frage,
    ^fragen`,
  'other.how-to': `
    wie kann ich, wie mache ich, wie ändere ich, wie können wir, wie funktioniert, was ist, was sind, welche, wo finde ich, gibt es,
    ist es möglich, frage zu, frage, anfrage, informationen, könnten sie mir sagen, ich möchte wissen, wann, öffnungszeiten, details zu,
    könnten sie mir, können sie mir, wie lange, wie viel, wie viele, wer zahlt, um wie viel uhr`,
  'urgency.stated': `
    dringend*, dringlich*, sofort*, umgehend*, unverzüglich, notfall, kritisch*, so schnell wie möglich, schnellstmöglich*, eilig*, eilt,
    höchste priorität, hohe priorität, asap, schwerwiegend*, erheblich*, gravierend*, noch heute`,
  'urgency.damage': `
    ausfall, ausfälle, ausgefallen, datenverlust, datenleck, datenpanne, datenschutzverletzung*, sicherheitsverletzung*, sicherheitslücke*,
    gehackt, kompromittiert, unbefugt*, unautorisiert*, schadsoftware, malware, betrug, gestohlen, stillstand, steht still, ausgesperrt,
    alle nutzer, alle benutzer, alle mitarbeiter, niemand kann, produktion, anwalt, medizinisch*, krankenhaus*, patient*, unbrauchbar,
    betrieb eingestellt, nicht erreichbar, klage, frist, nicht mehr erreichbar, kein mitarbeiter, keiner kann, kein kunde kann,
    allen filialen, alle filialen, kunden warten, jede minute, wir verlieren`,
  'urgency.impact': `
    kein zugriff, keinen zugriff, zugriff auf, nicht einloggen, nicht anmelden, beeinträchtig*, unterbrechung*, unterbrochen, störung*,
    unerwartet*, plötzlich*, mehrere, vertraulich*, sensible*, geschützt*, schutz, sicherheit, infrastruktur, heute, schnelle lösung,
    häufig*, wiederholt, abstürz*, absturz*`,
  'urgency.ease': `
    nicht dringend, keine eile, eilt nicht, bei gelegenheit, wenn sie zeit haben, kleinigkeit, nur eine frage, feedback, vorschlag,
    allgemeine frage, geringfügig*, tippfehler, wäre schön, rückmeldung`,
  'urgency.inquiry': `
    frage zu, anfrage*, anfragen, informationen, information über, details, auskunft, wie kann ich, interessiere mich, interessiert,
    option*, anweisungen, anleitung*, empfehl*, einrichtung, abonnement, preis*, rechnung*, welche, wie lange, wie viel, wie viele,
    wer zahlt, frage`,
  'sentiment.praise': `
    super, toll, tolle, tollen, großartig*, hervorragend*, ausgezeichnet*, fantastisch*, wunderbar*, perfekt*, klasse, begeistert,
    zufrieden, liebe ich, ich liebe, genial, prima, herzlichen dank, spitze, sehr gut, beste, weiter so, freue mich, glücklich, freundlich*`,
  'sentiment.thanks': `danke, vielen dank, dankeschön, besten dank, gut gemacht, hat geholfen`,
  'sentiment.anger': `
    frechheit, unverschämt*, katastrophe, katastrophal*, schrecklich*, furchtbar*, schlecht*, miserabel, unmöglich, inakzeptabel,
    unakzeptabel, lächerlich, enttäusch*, frustrier*, verärger*, wütend, sauer, ärgerlich*, nervt, betrogen, betrug, scheiß*, zumutung,
    unzufrieden, nie wieder, beschwer*, peinlich, mist, blöd*, schrott, unerträglich, abzocke, unzumutbar, geduld, so geht man nicht,
    so geht das nicht, keinen spaß`,
  'sentiment.trouble': `
    immer noch nicht, noch immer, schon wieder, seit wochen, seit stunden, keine antwort, niemand, leider, endlich mal, wartezeit,
    warte seit, zum dritten mal, viel zu, nicht akzept*, aufgelegt, warteschleife, zum wiederholten mal, zum vierten mal, immer noch kein,
    immer noch keine`,
});
