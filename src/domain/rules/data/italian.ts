import { rulesOf } from '../frame.js';

/** Italian. */
export const ITALIAN = rulesOf('it', {
  negations: `non, mai, senza, né, nessun, nessuna, nessuno, neanche, nemmeno`,
  negationEnds: `solo, soltanto, so, sicuro, sicura, ma`,
  'ignore.politeness': `
    grazie in anticipo, grazie anticipatamente, ringrazio anticipatamente, ringraziando anticipatamente, vi ringrazio in anticipo,
    grazie per l'attenzione, grazie per il vostro tempo, grazie per il vostro aiuto, grazie per la vostra, grazie per il supporto,
    buongiorno, buonasera, buona giornata, cordiali saluti, distinti saluti, spero che questo messaggio, spero che stiate bene,
    resto in attesa, rimango in attesa, non solo, non soltanto, non esitate, non esiti, nessun problema a, gentile*`,
  'ignore.resolved': `
    non si blocca più, non va più in crash, nessun errore, nessun problema, nessun guasto, senza errori, senza problemi, senza intoppi,
    funziona di nuovo, funziona ancora, è tornato a funzionare, ha ripreso a funzionare, problema risolto, non è rotto, non è rotta,
    nessuna lamentela`,
  'bug.failure': `
    non funziona*, non va più, ha smesso di funzionare, smette di funzionare, non si apre, non si avvia, non parte, non carica,
    non si carica, non risponde, non si accende, non compare, non appare, non viene visualizzat*, non salva, non si salva, non stampa,
    non si collega, non si connette, si blocca, si bloccano, si è bloccat*, si chiude da sol*, si pianta, va in crash, crash,
    schermata bianca, schermata nera, schermata blu, pagina bianca, messaggio di errore, codice di errore, codice errore, rotto, rotta,
    guast*, difettos*, bug, malfunzionament*, perdita di dati, corrott*, fuori servizio, irraggiungibil*, inutilizzabil*, disconnession*,
    interruzion*, inaspettat*, imprevist*, resta vuot*, rimane vuot*, esce vuot*, escono vuot*, nessuno .. riesce, sparit*, scompar*,
    fuori linea, offline`,
  'bug.problem': `
    errore, errori, problema, problemi, anomali*, non riesco, non riusciamo, nessuno riesce, non posso, non possiamo, non è possibile,
    impossibile, lento, lenta, lentezza, dall'aggiornamento, dopo l'aggiornamento, sbagliat*, errat*, non corrett*, persiste*, difficoltà,
    strano, strana, incompatibil*, non succede nulla, non succede niente, non accetta*, non comprende, nessuno può`,
  'feature.wish': `
    sarebbe bello, sarebbe utile, sarebbe comodo, sarebbe ideale, sarebbe fantastico, vorrei che, vorremmo che, mi piacerebbe che,
    ci piacerebbe che, suggerimento, suggerisco, propongo, proposta, nuova funzione, nuove funzioni, nuova funzionalità, nuove funzionalità,
    potreste aggiungere, potete aggiungere, aggiungere, aggiungete, aggiungeste, integrare con, richiesta di funzionalità, supporto per,
    un'opzione, opzione per, possibilità di, chiediamo da anni, da anni chiediamo, chiediamo da tempo`,
  'feature.asking': `potreste, potete, sarebbe possibile, si potrebbe, prevedete, è previsto, pensate di`,
  'feature.building': `
    prevedere, offrire, inserire, introdurre, integrare, integrazione, collegamento con, funzione, funzionalità, tema scuro, modalità scura,
    scorciatoi*, filtro, filtri, esportare`,
  'refund.word': `
    rimbors*, miei soldi, mio denaro, soldi indietro, restitui* .. soldi, restitui* .. somma, restitui* .. importo, restituzione, reso,
    resi, rendere .. articolo, recesso, recedere, riaccredit*, storno, stornat*, addebitato due volte, addebitata due volte,
    doppio addebito, annullare .. ordine, annullare .. acquisto, rispedit*, rispedire`,
  'other.question-title': `
    ^come posso, ^come faccio, ^come si, ^come cambi*, ^come possiamo, ^dove, ^quale, ^quali, ^quanto, ^cosa significa, ^posso, ^possiamo,
    ^è possibile, ^c'è un modo, ^domanda, ^domande`,
  'other.how-to': `
    come posso, come faccio, come si fa, come cambio, come possiamo, che cos'è, cos'è, qual è, quali sono, dove posso, dove trovo,
    è possibile, c'è un modo, domanda, informazioni, informazione, vorrei sapere, vorremmo sapere, orari, dettagli su, potreste dirmi,
    potete dirmi, potreste mandarmi, mi potreste, mi potete, quanti, quante, quanto costa, che ora, quando ricev*, quando posso,
    quando sarà, quando arriva, quando potr*`,
  'urgency.stated': `
    urgent*, urgenza, immediat*, subito, il prima possibile, al più presto, quanto prima, emergenza, critic*, massima priorità,
    alta priorità, priorità alta, grave, gravi, gravissim*, senza indugio, oggi stesso, con urgenza, prioritari*`,
  'urgency.damage': `
    fuori servizio, perdita di dati, violazione*, fuga di dati, hackerat*, compromess*, non autorizzat*, accesso non autorizzato, malware,
    frode, truffa, rubat*, furto, fermo, ferma, fermi, ferme, tutti gli utenti, tutti i clienti, nessuno riesce, nessuno può,
    tutta l'azienda, produzione, avvocato, denuncia, medic*, ospedal*, pazient*, inutilizzabil*, inaccessibil*, irraggiungibil*,
    nessuno .. riesce, perdiamo ordini, perdiamo vendite, ogni minuto, tutti i negozi`,
  'urgency.impact': `
    non riesco ad accedere, non riusciamo ad accedere, non riesco a entrare, impatt*, interruzion*, improvvis*, diversi, numeros*,
    significativ*, sicurezza, sensibil*, riservat*, proteggere, infrastruttura, oggi, rapida soluzione, soluzione rapida, frequent*,
    ripristin*`,
  'urgency.ease': `
    non è urgente, nessuna fretta, senza fretta, con calma, quando potete, quando può, quando avete tempo, suggerimento, domanda generale,
    sarebbe bello, curiosità`,
  'urgency.inquiry': `
    domanda, informazioni su, informazioni sul, maggiori informazioni, dettagli su, come posso, interessat*, opzioni, consigliate,
    consiglio, raccomand*, garanzia, abbonamento, prezz*, fattur*, configurare, configurazione, quanti, quante, quanto costa, che ora,
    quali, entro quanti`,
  'sentiment.praise': `
    eccellente, eccellenti, ottimo, ottima, ottimi, fantastic*, meraviglios*, incredibile, perfetto, perfetta, benissimo, bravissim*, bravi,
    molto bene, molto buono, molto buona, felice, felici, content*, soddisfatt*, complimenti, bel lavoro, buon lavoro, piace moltissimo,
    piace molto, adoro, adoriamo, gentil*, il migliore, impeccabile`,
  'sentiment.thanks': `grazie, grazie mille, mille grazie, molte grazie, vi ringrazio, la ringrazio, grat*`,
  'sentiment.anger': `
    pessim*, orribile, terribile, inaccettabil*, ridicol*, vergogn*, assurd*, delus*, deludent*, frustra*, arrabbiat*, infuriat*, indignat*,
    stufo, stufa, stufi, stanco, truffa, bugi*, inutile, schifo, merda, scandalos*, peggior*, disastro, disastros*, reclamo, lamentel*,
    pessimo servizio, insoddisfatt*, mai più, maleducat*, scortes*, incompetent*, inammissibil*`,
  'sentiment.trouble': `
    non ancora, ancora niente, ancora nulla, di nuovo, un'altra volta, da settimane, da giorni, da ore, sto ancora aspettando,
    nessuna risposta, nessuno risponde, purtroppo, terza volta, quarta volta, troppo`,
});
