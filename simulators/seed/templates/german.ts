import type { Template } from '../template.js';

/** Tickets in German. */
export const GERMAN: readonly Template[] = [
  {
    subject: 'Rechnung {{invoice}} lässt sich nicht öffnen',
    body: 'Guten Tag,\n\nbeim Öffnen der Rechnung erscheint ein Fehler („Unbekannter Fehler 17“). Betroffen sind alle Rechnungen seit gestern. Wir müssen heute noch mahnen, bitte dringend um Hilfe.\n\nMit freundlichen Grüßen\n{{name}}\nTel. {{phone}}',
    tags: ['de', 'pdf'],
  },
  {
    subject: 'Rückerstattung',
    body: 'Sie haben mir {{amount}} Euro doppelt abgebucht. Bitte um Erstattung auf mein Konto {{iban}}. Vielen Dank.',
    tags: ['de', 'billing'],
  },
  {
    subject: 'Wunsch: Sammelrechnung',
    body: 'Es wäre schön, wenn man mehrere Lieferscheine zu einer Rechnung zusammenfassen könnte. Wir wünschen uns das schon lange, keine Eile.',
    tags: ['de'],
  },
  {
    subject: 'Frechheit!',
    body: 'Seit DREI Tagen funktioniert der Bankabgleich nicht und niemand meldet sich. Das ist inakzeptabel und unverschämt. Rufen Sie mich an: {{phone}}.',
    tags: ['de'],
  },
  {
    subject: 'Wie ändere ich die Mehrwertsteuer?',
    body: 'Hallo zusammen, wo stelle ich den ermäßigten Satz ein? Danke und liebe Grüße, {{first}}',
    tags: ['de'],
  },
  {
    subject: 'Lob',
    body: 'Großartig, wie schnell das ging. Tolles Team, danke!',
    tags: ['de'],
  },
  {
    subject: 'App stürzt ab',
    body: 'Die App ist heute viermal abgestürzt, jedes Mal beim Fotografieren eines Belegs. Version {{version}}. Zugang: {{email}}',
    tags: ['de'],
  },
  {
    subject: 'Kündigung zum Monatsende',
    body: 'Hiermit kündige ich mein Abonnement {{order}} fristgerecht. Bitte bestätigen Sie den Eingang an {{email}}.',
    tags: ['de'],
  },
  {
    subject: 'AW: Ihr Anliegen',
    body: 'Ja, der Fehler besteht weiterhin.\n\nAm 12.11. schrieb Support:\n> Guten Tag {{name}},\n> ist das Problem mit {{browser}} noch vorhanden?\n\nVon meinem Telefon gesendet',
    tags: ['de'],
    replies: [{ by: 'agent', body: 'Danke für die Rückmeldung, wir sehen uns das an.' }],
  },
];
