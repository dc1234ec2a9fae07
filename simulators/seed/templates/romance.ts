import type { Template } from '../template.js';

/** Tickets in French, Spanish and Portuguese. */
export const ROMANCE: readonly Template[] = [
  {
    subject: 'Impossible de télécharger la facture',
    body: "Bonjour,\n\nle bouton « Télécharger » ne marche pas depuis hier, j'obtiens une erreur 403. Je dois transmettre le document à mon comptable avant midi, c'est urgent.\n\nCordialement,\n{{name}}",
  },
  {
    subject: 'Demande de remboursement',
    body: "J'ai été prélevé deux fois de {{amount}} €. Merci de me rembourser sur le compte {{iban}}. Mon adresse : {{email}}.",
    tags: ['fr', 'billing'],
  },
  {
    subject: 'Suggestion',
    body: "Ce serait bien de pouvoir dupliquer un devis d'un client à l'autre. J'aimerais aussi un rappel automatique. Merci pour votre travail !",
    tags: ['fr'],
  },
  {
    subject: 'Très déçu',
    body: "Encore une panne ce matin. C'est inadmissible pour un service à ce prix. Je suis vraiment déçu et je pense résilier.",
    tags: ['fr'],
  },
  {
    subject: 'Question sur les droits',
    body: 'Comment donner un accès en lecture seule à {{copiedName}} ?',
    needsCopiedPerson: true,
    tags: ['fr'],
  },
  {
    subject: 'No funciona la importación',
    body: 'Hola, la importación del banco no funciona desde el lunes: se queda en "procesando". Tengo {{number}} movimientos pendientes. ¿Pueden revisarlo? Mi usuario es {{email}}. Gracias.',
    tags: ['es'],
  },
  {
    subject: 'Devolución de un cargo',
    body: 'Me han cobrado {{amount}} con la tarjeta {{card}} después de cancelar. Solicito la devolución del importe.',
    tags: ['es', 'billing'],
  },
  {
    subject: 'Sugerencia para los informes',
    body: 'Sería útil poder agrupar los informes por proyecto. ¡Gracias por todo, la herramienta es genial!',
    tags: ['es'],
  },
  {
    subject: 'PÉSIMO SERVICIO',
    body: 'Llevo una semana esperando respuesta. Inaceptable. Llámenme al {{phone}} inmediatamente.',
    tags: ['es'],
  },
  {
    subject: '¿Cómo cambio el logotipo?',
    body: 'Buenas tardes, no encuentro dónde se cambia el logotipo de las facturas. Un saludo, {{first}}.',
    tags: ['es'],
  },
  {
    subject: 'Erro ao emitir nota',
    body: 'Bom dia, aparece um erro ao emitir a nota {{invoice}} e o sistema fica travando. Já tentei no {{browser}}. Preciso disso hoje.\n\nObrigado,\n{{name}}\n{{phone}}',
    tags: ['pt'],
  },
  {
    subject: 'Reembolso',
    body: 'Fui cobrada duas vezes na assinatura {{order}}. Gostaria do estorno de {{amount}}. Meu e-mail é {{email}}.',
    tags: ['pt', 'billing'],
  },
  {
    subject: 'Ideia de melhoria',
    body: 'Seria ótimo ter um aplicativo que funcione sem internet. Fica a sugestão!',
    tags: ['pt'],
  },
  {
    subject: 'Parabéns',
    body: 'Atendimento excelente, tudo resolvido em minutos. Maravilha!',
    tags: ['pt'],
  },
];
