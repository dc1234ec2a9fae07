import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** Italian. */
export const ITALIAN: BulkMailPhrases = {
  language: 'it',
  bounceSubjects: phraseList(`
    non recapitabile, messaggio non recapitabile, mancato recapito, recapito non riuscito, consegna non riuscita, messaggio non consegnato
  `),
  bounceOpenings: phraseList(`
    impossibile recapitare il messaggio, il messaggio non è stato recapitato, non è stato possibile recapitare, recapito non riuscito per, indirizzo non trovato
  `),
  autoReplySubjects: phraseList(`risposta automatica, fuori sede, fuori ufficio`),
  absences: phraseList(`
    sono fuori ufficio, sono fuori sede, sarò fuori ufficio, sono assente, sarò assente, sono in ferie, sarò in ferie, sono attualmente, in ferie fino, assente fino, in congedo, i nostri uffici sono chiusi
  `),
  absenceDetails: phraseList(`
    al mio ritorno, al mio rientro, risponderò, in caso di urgenza, per urgenze, per questioni urgenti, durante la mia assenza, in mia assenza, accesso limitato, non sarà inoltrat*, contattare, il mio collega, la mia collega
  `),
  automatic: phraseList(`
    questo è un messaggio automatico, questa è una risposta automatica, questa è una mail automatica, questa è una e-mail automatica, messaggio generato automaticamente, e-mail generata automaticamente, email generata automaticamente, è stato generato automaticamente
  `),
  unattended: phraseList(`
    si prega di non rispondere, non rispondere a questa, non rispondere a questo
  `),
  receipts: phraseList(`
    abbiamo ricevuto la sua, abbiamo ricevuto la tua, abbiamo ricevuto il suo, grazie per il suo messaggio,
    grazie per averci contattato, grazie per la sua email
  `),
  newsletterFooters: phraseList(`
    annulla iscrizione$, annulla l'iscrizione$, disiscriviti$, cancellati$, cancella iscrizione$, per disiscriverti, per annullare l'iscrizione, per cancellarti, clicca qui per disiscriverti, clicca qui per annullare, se non desidera più ricevere, se non desideri più ricevere, se non vuoi più ricevere
  `),
  newsletterReasons: phraseList(`
    ricevi questa email perché, ricevi questa e-mail perché, hai ricevuto questa email perché, hai ricevuto questa e-mail perché, ha ricevuto questa email perché, riceve questa email perché, questa email è stata inviata a
  `),
  newsletterBrowsers: phraseList(`
    visualizza nel browser$, vedi nel browser$, apri nel browser$, versione online$, visualizza online$, se non visualizzi correttamente, se non riesci a visualizzare
  `),
  offers: phraseList(
    `acquista ora, compra ora, offerta esclusiva, offerta speciale, offerta limitata, solo per poco, in questo numero, spedizione gratuita`,
  ),
};
