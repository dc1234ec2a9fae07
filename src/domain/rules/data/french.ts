import { rulesOf } from '../frame.js';

/** French. */
export const FRENCH = rulesOf('fr', {
  negations: `ne, n, pas, jamais, sans, aucun, aucune, ni`,
  negationEnds: `seulement, sais, sûr, sûre, pourquoi`,
  'ignore.politeness': `
    merci d'avance, merci par avance, merci pour votre aide, merci pour votre attention, merci pour votre temps, merci pour votre soutien,
    merci pour votre assistance, merci de votre, merci de, bonne journée, bonne soirée, bien à vous, j'espère que ce message,
    j'espère que vous allez bien, vous trouve en bonne, serait grandement appréciée, grandement apprécié*, je vous prie, veuillez agréer,
    pas seulement, pas de problème, dans la ligne, n'hésitez pas, bonne santé`,
  'ignore.resolved': `
    ne plante plus, ne bloque plus, plus de problème*, plus d'erreur*, plus de bug*, aucun problème, aucune erreur, aucun bug,
    sans problème, sans erreur*, fonctionne à nouveau, marche à nouveau, refonctionne, problème résolu, pas cassé, pas en panne`,
  'bug.failure': `
    ne fonctionne pas, ne fonctionne plus, ne fonctionnent pas, ne fonctionnent plus, ne marche pas, ne marche plus, ne charge pas,
    ne répond pas, ne répond plus, ne s'ouvre pas, ne s'affiche pas, ne démarre pas, ne démarre plus, plante, plantage*, planté, se bloque,
    se fige, figé, message d'erreur, code d'erreur, cassé, cassée, défectueu*, bug, bugs, bogue*, bugge, panne, en panne,
    dysfonctionnement*, écran blanc, écran noir, écran bleu, perte de données, corrompu*, échoue, échoué, échec, inattendu*, interruption*,
    déconnexion*, déconnecte, inutilisable, défaillance*, injoignable*, se ferme tout seul, se ferme toute seule, se ferme sans,
    hors service, hors ligne, ne s'enregistre*, a disparu, ont disparu, disparaît, disparaissent, page blanche, reste vide, restent vides,
    sort vide`,
  'bug.problem': `
    erreur, erreurs, problème, problèmes, incident*, impossible de, je ne peux pas, ne peut pas, ne parviens pas, ne parvient pas,
    nous ne pouvons pas, lent, lenteur*, depuis la mise à jour, incorrect*, persiste*, difficulté*, étrange, incompatib*, bloqué, bloquée,
    bloqués, bloquées, faux, fausse, fausses, erroné*, rien ne se passe, personne ne peut, personne n'arrive, aucun* .. ne peut,
    aucun* .. ne fonctionne, ne tient pas compte`,
  'feature.wish': `
    serait bien, serait génial, serait utile, serait pratique, serait super, serait appréciable, j'aimerais que, nous aimerions que,
    suggestion, je suggère, je propose, proposition, nouvelle fonctionnalité, nouvelles fonctionnalités, nouvelle fonction,
    pourriez vous ajouter, pouvez vous ajouter, ajouter, ajout de, demande d'évolution, demande de fonctionnalité, prise en charge de,
    l'option de, une option, permettre, intégrer, nous réclamons, réclamons depuis, demandons depuis, il manque une option,
    il manque une fonction, il ne manque qu*`,
  'feature.asking': `serait il possible, pourriez vous, pouvez vous, pourrait on, est il prévu, prévoyez vous, envisagez vous`,
  'feature.building': `
    proposer, prévoir, offrir, intégration, lien avec, connexion avec, interface avec, fonction, fonctionnalité*, thème sombre, mode sombre,
    raccourci*, filtre*`,
  'refund.word': `
    rembours*, mon argent, rétractation, retourner, renvoyer, retour de produit, mon retour, annuler .. commande, annuler .. achat,
    annulation de commande, débité deux fois, prélevé deux fois, double prélèvement, facturé deux fois, avoir sur, rendre .. article,
    rétract*, recrédit*, rendez moi, rendez nous, rendre .. argent, restituer, restitu* .. somme, retourné, retournée, renvoyé, renvoyée`,
  'other.question-title': `
    ^comment faire, ^comment puis je, ^comment peut on, ^comment changer, ^comment pouvons, ^où, ^quel, ^quelle, ^quels, ^quelles, ^combien,
    ^est il possible, ^peut on, ^puis je, ^y a t il, ^question, ^questions`,
  'other.how-to': `
    comment puis je, comment faire, comment changer, comment pouvons, comment peut on, qu'est ce que, qu'est ce, quel est, quelle est,
    quels sont, quelles sont, où puis je, où trouver, est il possible, y a t il, question, renseignement*, informations, je voudrais savoir,
    j'aimerais savoir, horaires, détails sur, pourriez vous me, pourriez vous m, combien, quelle heure, quand est ce, quand sera,
    quand puis je, quand pourr*, quand recev*`,
  'urgency.stated': `
    urgent*, urgence, immédiat*, au plus vite, dès que possible, le plus rapidement possible, plus brefs délais, critique*, haute priorité,
    priorité élevée, prioris*, prioritaire, grave*, sans délai, aujourd'hui même, sévère*, tout de suite, sans attendre`,
  'urgency.damage': `
    panne, perte de données, violation de données, violation*, fuite de données, fuite, piraté*, piratage, compromis*, non autorisé*,
    malware, fraude*, volé, volée, arnaque, à l'arrêt, bloqués, tous les utilisateurs, tous les clients, tous nos, personne ne peut,
    toute l'entreprise, production, avocat, plainte, médica*, hôpita*, patient*, inutilisable, inaccessible*, temps d'arrêt, date limite,
    échéance, injoignable*, aucun* .. ne peut, toutes nos, nous perdons, chaque minute, clients attendent`,
  'urgency.impact': `
    impossible de se connecter, impossible d'accéder, affecte, affectant, impact*, perturb*, interruption*, inattendu*, soudain*, plusieurs,
    multiples, significati*, sécurité, sensible*, confidentiel*, protéger, infrastructure, opérations, aujourd'hui, résolution rapide,
    solution rapide, fréquen*`,
  'urgency.ease': `
    pas urgent, pas d'urgence, rien d'urgent, quand vous pourrez, quand vous aurez, sans urgence, suggestion, question générale,
    serait bien, mineur*`,
  'urgency.inquiry': `
    question, renseignement*, informations sur, informations détaillées, plus d'informations, détails sur, comment puis je, intéressé*,
    options, recommand*, orientation, conseils, abonnement, prix, tarif*, facture, facturation, configuration, configurer, combien,
    quelle heure, quels, quelles, conseillez`,
  'sentiment.praise': `
    excellent*, génial*, fantastique, merveilleu*, formidable, parfait*, j'adore, adore, super, bravo, ravi, ravie, très bien, très bon,
    très bonne, content, contente, satisfait, satisfaite, heureu*, félicitations, bon travail, impeccable, au top, le meilleur,
    la meilleure, aimable*, superbe*, magnifique*`,
  'sentiment.thanks': `merci, merci beaucoup, mille mercis, je vous remercie, remercie, reconnaissant*`,
  'sentiment.anger': `
    inadmissible, inacceptable, scandale*, honte, honteu*, nul, nulle, horrible, terrible, catastroph*, désastre, désastreu*, ridicule,
    déçu*, déception, décev*, frustr*, agac*, énerv*, furieu*, en colère, mécontent*, insatisfait*, insupportable, arnaque*, merde, marre,
    lamentable, pire, plainte, réclamation, se moque, vous moquez, mauvais*, plus jamais, j'en ai assez, en ai assez, ras le bol, au nez,
    pas une façon`,
  'sentiment.trouble': `
    toujours pas, toujours rien, encore une fois, depuis des semaines, depuis des heures, j'attends, aucune réponse, sans réponse,
    malheureusement, troisième fois, beaucoup trop, perdu, quatrième fois, toujours le même, toujours la même, personne ne répond,
    personne ne m`,
});
