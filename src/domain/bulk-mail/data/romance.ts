import { bulkMailPhrases } from './table.js';

/** French. */
export const FRENCH = bulkMailPhrases('fr', {
  bounceSubjects: `
    non remis, non distribuable, message non distribuable, échec de la remise, échec de remise, échec de la livraison,
    échec de distribution, message non remis, notification d'échec, courrier non distribué`,
  bounceOpenings: `
    échec de la remise pour ces destinataires, votre message n'a pas pu être remis, votre message à _ n'a pas pu être remis,
    la remise a échoué, votre message n'a pas été remis, votre message n'a pas pu être distribué, adresse introuvable,
    le message suivant n'a pas pu`,
  autoReplySubjects: `
    réponse automatique, réponse auto, absence, absence du bureau, message d'absence, absent du bureau, absente du bureau, absent, en congé,
    en congés, notification d'absence, accusé de réception`,
  absences: `
    je suis absent*, je suis actuellement absent*, je suis en congé*, je suis actuellement en congé*, je serai absent*, je suis en vacances,
    je serai en congé*, je suis en déplacement, je suis actuellement en, absent* du bureau, absent* jusqu'au, en congé* jusqu'au,
    congé maternité, congé parental, ne fait plus partie, nos bureaux sont fermés`,
  absenceDetails: `
    à mon retour, dès mon retour, je vous répondrai, je reviendrai vers vous, je prendrai connaissance, en cas d'urgence,
    pour toute urgence, pour toute demande urgente, pendant mon absence, en mon absence, accès limité, pas accès à, ne sera pas transféré*,
    de retour le, vous pouvez contacter, merci de contacter, veuillez contacter, mon collègue, ma collègue`,
  automatic: `
    ceci est un message automatique, ceci est une réponse automatique, ceci est un e-mail automatique, ceci est un mail automatique,
    ce message est automatique, ce message a été généré automatiquement, cet e-mail a été généré automatiquement,
    cet email a été généré automatiquement, ce courriel a été généré automatiquement, ce message est généré automatiquement,
    cet e-mail est généré automatiquement, message généré automatiquement, réponse générée automatiquement`,
  unattended: `merci de ne pas répondre, veuillez ne pas répondre, ne pas répondre à ce`,
  receipts: `
    nous avons bien reçu votre, nous avons reçu votre, votre demande a bien été, votre message a bien été, nous accusons réception,
    merci pour votre message, merci de votre message, merci pour votre e-mail, merci de nous avoir contacté*, nous vous répondrons dans,
    votre numéro de dossier, votre numéro de ticket`,
  newsletterFooters: `
    se désabonner$, se désinscrire$, me désabonner$, me désinscrire$, désabonnement$, désinscription$, pour vous désabonner,
    pour vous désinscrire, pour se désabonner, pour se désinscrire, cliquez ici pour vous désabonner, cliquez ici pour vous désinscrire,
    si vous ne souhaitez plus recevoir, si vous ne voulez plus recevoir, vous ne souhaitez plus recevoir, gérer mes préférences$,
    gérer vos préférences`,
  newsletterReasons: `
    vous recevez cet e-mail car, vous recevez cet email car, vous recevez ce mail car, vous recevez ce message car,
    vous recevez cet e-mail parce que, vous recevez cet email parce que, vous recevez cette newsletter, cet e-mail a été envoyé à,
    cet email a été envoyé à, ce message a été envoyé à`,
  newsletterBrowsers: `
    voir dans le navigateur$, voir dans votre navigateur$, afficher dans le navigateur$, ouvrir dans le navigateur$,
    voir la version en ligne$, version en ligne$, voir en ligne$, consulter la version en ligne, si vous ne visualisez pas,
    si ce message ne s'affiche pas, si cet e-mail ne s'affiche pas, si vous n'arrivez pas à lire`,
  offers: `
    j'en profite, profitez de, profitez-en, achetez maintenant, commandez maintenant, offre exclusive, offre limitée, offre spéciale,
    inscrivez-vous dès, dans ce numéro, livraison offerte`,
});

/** Italian. */
export const ITALIAN = bulkMailPhrases('it', {
  bounceSubjects: `
    non recapitabile, messaggio non recapitabile, mancato recapito, recapito non riuscito, consegna non riuscita, messaggio non consegnato`,
  bounceOpenings: `
    impossibile recapitare il messaggio, il messaggio non è stato recapitato, non è stato possibile recapitare, recapito non riuscito per,
    indirizzo non trovato`,
  autoReplySubjects: `risposta automatica, fuori sede, fuori ufficio`,
  absences: `
    sono fuori ufficio, sono fuori sede, sarò fuori ufficio, sono assente, sarò assente, sono in ferie, sarò in ferie, sono attualmente,
    in ferie fino, assente fino, in congedo, i nostri uffici sono chiusi`,
  absenceDetails: `
    al mio ritorno, al mio rientro, risponderò, in caso di urgenza, per urgenze, per questioni urgenti, durante la mia assenza,
    in mia assenza, accesso limitato, non sarà inoltrat*, contattare, il mio collega, la mia collega`,
  automatic: `
    questo è un messaggio automatico, questa è una risposta automatica, questa è una mail automatica, questa è una e-mail automatica,
    messaggio generato automaticamente, e-mail generata automaticamente, email generata automaticamente, è stato generato automaticamente`,
  unattended: `si prega di non rispondere, non rispondere a questa, non rispondere a questo`,
  receipts: `
    abbiamo ricevuto la sua, abbiamo ricevuto la tua, abbiamo ricevuto il suo, grazie per il suo messaggio, grazie per averci contattato,
    grazie per la sua email`,
  newsletterFooters: `
    annulla iscrizione$, annulla l'iscrizione$, disiscriviti$, cancellati$, cancella iscrizione$, per disiscriverti,
    per annullare l'iscrizione, per cancellarti, clicca qui per disiscriverti, clicca qui per annullare, se non desidera più ricevere,
    se non desideri più ricevere, se non vuoi più ricevere`,
  newsletterReasons: `
    ricevi questa email perché, ricevi questa e-mail perché, hai ricevuto questa email perché, hai ricevuto questa e-mail perché,
    ha ricevuto questa email perché, riceve questa email perché, questa email è stata inviata a`,
  newsletterBrowsers: `
    visualizza nel browser$, vedi nel browser$, apri nel browser$, versione online$, visualizza online$, se non visualizzi correttamente,
    se non riesci a visualizzare`,
  offers: `
    acquista ora, compra ora, offerta esclusiva, offerta speciale, offerta limitata, solo per poco, in questo numero, spedizione gratuita`,
});

/** Portuguese. */
export const PORTUGUESE = bulkMailPhrases('pt', {
  bounceSubjects: `
    não foi possível entregar, não entregue, mensagem não entregue, e-mail não entregue, falha na entrega, falha de entrega,
    erro de entrega, mensagem devolvida, notificação de status de entrega`,
  bounceOpenings: `
    não foi possível entregar a mensagem, não foi possível entregar sua mensagem, sua mensagem não pôde ser entregue,
    sua mensagem não foi entregue, sua mensagem para _ não pôde ser entregue, a sua mensagem não pôde ser entregue, a entrega falhou,
    falha na entrega para, endereço não encontrado, a seguinte mensagem não pôde`,
  autoReplySubjects: `
    resposta automática, resposta automatizada, autoresposta, fora do escritório, ausência do escritório, aviso de ausência`,
  absences: `
    estou fora do escritório, estarei fora do escritório, estou ausente, estarei ausente, encontro-me ausente, encontro-me fora,
    estou de férias, estou em férias, estarei de férias, estarei em férias, encontro-me de férias, no momento estou, estou em viagem,
    estou de licença, não trabalha mais, já não trabalha, nosso escritório está fechado, nossos escritórios estão fechados`,
  absenceDetails: `
    no meu retorno, após o meu retorno, ao retornar, assim que retornar, assim que eu voltar, quando voltar, quando eu voltar,
    no meu regresso, retorno no dia, retornarei, responderei, em caso de urgência, em casos urgentes, para assuntos urgentes,
    se for urgente, durante a minha ausência, durante minha ausência, na minha ausência, acesso limitado, sem acesso ao e-mail,
    não será encaminhad*, entre em contato com, favor contatar, por favor contacte, meu colega, minha colega`,
  automatic: `
    esta é uma mensagem automática, esta é uma resposta automática, este é um e-mail automático, este é um email automático,
    esta mensagem é automática, esta mensagem foi gerada automaticamente, este e-mail foi gerado automaticamente,
    este email foi gerado automaticamente, mensagem gerada automaticamente, e-mail gerado automaticamente, mensagem enviada automaticamente`,
  unattended: `por favor não responda a est*, favor não responder, não responda a est*, não responda est*`,
  receipts: `
    recebemos a sua, recebemos o seu, recebemos sua, recebemos seu, sua solicitação foi recebida, sua mensagem foi recebida,
    obrigado pela sua mensagem, obrigado por sua mensagem, obrigado pelo seu contato, obrigado por entrar em contato,
    agradecemos o seu contato, agradecemos seu contato, agradecemos a sua mensagem, responderemos em, seu número de protocolo,
    número do seu chamado`,
  newsletterFooters: `
    cancelar inscrição$, cancelar a inscrição$, cancelar subscrição$, cancelar assinatura$, descadastrar$, descadastre-se$,
    remover inscrição$, para cancelar sua inscrição, para cancelar a sua subscrição, para se descadastrar, para cancelar o recebimento,
    clique aqui para cancelar, clique aqui para se descadastrar, se não deseja mais receber, se não deseja receber mais,
    se não quiser mais receber, se você não deseja mais receber, se você não quiser mais receber, caso não queira mais receber,
    gerenciar preferências$`,
  newsletterReasons: `
    você está recebendo este e-mail porque, você está recebendo este email porque, você recebeu este e-mail porque,
    você recebeu este email porque, está a receber este e-mail porque, recebeu este e-mail porque, este e-mail foi enviado para,
    este email foi enviado para, esta mensagem foi enviada para`,
  newsletterBrowsers: `
    ver no navegador$, ver no seu navegador$, visualizar no navegador$, abrir no navegador$, veja no navegador$, versão online$,
    ver online$, ver versão web$, caso não consiga visualizar, se não consegue visualizar, se você não consegue visualizar,
    não consegue ver este`,
  offers: `
    compre agora, comprar agora, aproveite já, oferta exclusiva, oferta especial, por tempo limitado, não perca, nesta edição,
    inscreva-se já, frete grátis, portes grátis, economize até`,
});

/** Spanish. */
export const SPANISH = bulkMailPhrases('es', {
  bounceSubjects: `
    no se puede entregar, no entregado, mensaje no entregado, correo no entregado, error de entrega, fallo en la entrega, entrega fallida,
    correo devuelto, notificación de estado de entrega`,
  bounceOpenings: `
    no se pudo entregar el mensaje, no se pudo entregar su mensaje, no se ha podido entregar su mensaje, su mensaje no se pudo entregar,
    su mensaje a _ no se pudo entregar, su mensaje no ha podido ser entregado, error al entregar el mensaje, no se encontró la dirección,
    el siguiente mensaje no se pudo`,
  autoReplySubjects: `
    respuesta automática, respuesta automatizada, autorespuesta, fuera de la oficina, fuera de oficina, ausencia de la oficina,
    mensaje de ausencia`,
  absences: `
    estoy fuera de la oficina, estoy fuera de oficina, me encuentro fuera de, estaré fuera de, estaré ausente, estoy ausente,
    me encuentro ausente, estoy de vacaciones, me encuentro de vacaciones, estaré de vacaciones, actualmente estoy fuera,
    actualmente me encuentro, estoy de viaje, estoy de baja, de permiso hasta, ya no trabaja en, nuestra oficina está cerrada,
    nuestras oficinas están cerradas`,
  absenceDetails: `
    a mi regreso, a mi vuelta, cuando regrese, cuando vuelva, en cuanto regrese, le responderé, te responderé, responderé a,
    en caso de urgencia, para asuntos urgentes, si es urgente, si se trata de algo urgente, para cualquier urgencia, durante mi ausencia,
    en mi ausencia, acceso limitado, sin acceso al correo, no será reenviado, póngase en contacto, puede contactar, contacte con,
    mi compañero, mi compañera, volveré el, regreso el`,
  automatic: `
    este es un mensaje automático, esta es una respuesta automática, este es un correo automático, este mensaje es automático,
    este mensaje se ha generado automáticamente, este mensaje fue generado automáticamente, este correo se ha generado automáticamente,
    este correo ha sido generado automáticamente, este correo fue generado automáticamente, mensaje generado automáticamente,
    correo generado automáticamente`,
  unattended: `por favor no responda a este, por favor no conteste a este, no responda a este, no responder a este`,
  receipts: `
    hemos recibido su, hemos recibido tu, su solicitud ha sido recibida, su mensaje ha sido recibido, gracias por su mensaje,
    gracias por tu mensaje, gracias por su correo, gracias por contactar, gracias por contactarnos, gracias por ponerse en contacto,
    le responderemos en, su número de caso, su número de ticket`,
  newsletterFooters: `
    darse de baja$, darme de baja$, cancelar suscripción$, cancelar la suscripción$, anular suscripción$, para darse de baja,
    para darte de baja, para cancelar su suscripción, para cancelar tu suscripción, haga clic aquí para darse de baja,
    haz clic aquí para darte de baja, si no desea recibir más, si no desea seguir recibiendo, si no deseas recibir más,
    si no quieres recibir más, si ya no desea recibir, si ya no deseas recibir, gestionar preferencias$, actualizar preferencias$`,
  newsletterReasons: `
    recibe este correo porque, recibes este correo porque, usted recibe este correo, has recibido este correo porque,
    ha recibido este correo porque, recibes este email porque, recibe este mensaje porque, este correo fue enviado a,
    este correo se envió a, este mensaje fue enviado a, recibes este boletín, recibe este boletín`,
  newsletterBrowsers: `
    ver en el navegador$, ver en tu navegador$, ver en su navegador$, ver este correo en, ver este email en, abrir en el navegador$,
    ver versión online$, versión web$, ver online$, si no puede ver este, si no puedes ver este, si no ve correctamente,
    si no visualiza correctamente`,
  offers: `
    compra ahora, compre ahora, comprar ahora, oferta exclusiva, oferta especial, oferta limitada, por tiempo limitado, no te lo pierdas,
    no se lo pierda, en este número, en esta edición, regístrate ya, envío gratis, ahorra hasta`,
});
