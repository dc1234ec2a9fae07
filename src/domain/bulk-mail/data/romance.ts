import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** French. */
export const FRENCH: BulkMailPhrases = {
  language: 'fr',
  bounceSubjects: phraseList(`
    non remis, non distribuable, message non distribuable, échec de la remise, échec de remise, échec de la livraison, échec de distribution,
    message non remis, notification d'échec, courrier non distribué
  `),
  bounceOpenings: phraseList(`
    échec de la remise pour ces destinataires, votre message n'a pas pu être remis, votre message à _ n'a pas pu être remis, la remise a échoué,
    votre message n'a pas été remis, votre message n'a pas pu être distribué, adresse introuvable, le message suivant n'a pas pu
  `),
  autoReplySubjects: phraseList(`
    réponse automatique, réponse auto, absence, absence du bureau, message d'absence, absent du bureau, absente du bureau, absent, en congé, en congés,
    notification d'absence, accusé de réception
  `),
  absences: phraseList(`
    je suis absent*, je suis actuellement absent*, je suis en congé*, je suis actuellement en congé*, je serai absent*, je suis en vacances, je serai en congé*,
    je suis en déplacement, je suis actuellement en, absent* du bureau, absent* jusqu'au, en congé* jusqu'au, congé maternité, congé parental, ne fait plus partie,
    nos bureaux sont fermés
  `),
  absenceDetails: phraseList(`
    à mon retour, dès mon retour, je vous répondrai, je reviendrai vers vous, je prendrai connaissance, en cas d'urgence, pour toute urgence, pour toute demande urgente,
    pendant mon absence, en mon absence, accès limité, pas accès à, ne sera pas transféré*, de retour le, vous pouvez contacter, merci de contacter, veuillez contacter, mon collègue, ma collègue
  `),
  automatic: phraseList(`
    ceci est un message automatique, ceci est une réponse automatique, ceci est un e-mail automatique, ceci est un mail automatique, ce message est automatique,
    ce message a été généré automatiquement, cet e-mail a été généré automatiquement, cet email a été généré automatiquement, ce courriel a été généré automatiquement,
    ce message est généré automatiquement, cet e-mail est généré automatiquement, message généré automatiquement, réponse générée automatiquement
  `),
  unattended: phraseList(`
    merci de ne pas répondre, veuillez ne pas répondre, ne pas répondre à ce
  `),
  receipts: phraseList(`
    nous avons bien reçu votre, nous avons reçu votre, votre demande a bien été, votre message a bien été,
    nous accusons réception, merci pour votre message, merci de votre message, merci pour votre e-mail,
    merci de nous avoir contacté*, nous vous répondrons dans, votre numéro de dossier,
    votre numéro de ticket
  `),
  newsletterFooters: phraseList(`
    se désabonner$, se désinscrire$, me désabonner$, me désinscrire$, désabonnement$, désinscription$, pour vous désabonner, pour vous désinscrire, pour se désabonner, pour se désinscrire,
    cliquez ici pour vous désabonner, cliquez ici pour vous désinscrire, si vous ne souhaitez plus recevoir, si vous ne voulez plus recevoir, vous ne souhaitez plus recevoir, gérer mes préférences$, gérer vos préférences
  `),
  newsletterReasons: phraseList(`
    vous recevez cet e-mail car, vous recevez cet email car, vous recevez ce mail car, vous recevez ce message car, vous recevez cet e-mail parce que, vous recevez cet email parce que, vous recevez cette newsletter,
    cet e-mail a été envoyé à, cet email a été envoyé à, ce message a été envoyé à
  `),
  newsletterBrowsers: phraseList(`
    voir dans le navigateur$, voir dans votre navigateur$, afficher dans le navigateur$, ouvrir dans le navigateur$, voir la version en ligne$, version en ligne$, voir en ligne$, consulter la version en ligne,
    si vous ne visualisez pas, si ce message ne s'affiche pas, si cet e-mail ne s'affiche pas, si vous n'arrivez pas à lire
  `),
  offers: phraseList(`
    j'en profite, profitez de, profitez-en, achetez maintenant, commandez maintenant, offre exclusive, offre limitée, offre spéciale, inscrivez-vous dès, dans ce numéro, livraison offerte
  `),
};
