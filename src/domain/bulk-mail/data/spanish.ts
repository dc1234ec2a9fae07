import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** Spanish. */
export const SPANISH: BulkMailPhrases = {
  language: 'es',
  bounceSubjects: phraseList(`
    no se puede entregar, no entregado, mensaje no entregado, correo no entregado, error de entrega, fallo en la entrega, entrega fallida, correo devuelto, notificación de estado de entrega
  `),
  bounceOpenings: phraseList(`
    no se pudo entregar el mensaje, no se pudo entregar su mensaje, no se ha podido entregar su mensaje, su mensaje no se pudo entregar, su mensaje a _ no se pudo entregar, su mensaje no ha podido ser entregado,
    error al entregar el mensaje, no se encontró la dirección, el siguiente mensaje no se pudo
  `),
  autoReplySubjects: phraseList(
    `respuesta automática, respuesta automatizada, autorespuesta, fuera de la oficina, fuera de oficina, ausencia de la oficina, mensaje de ausencia`,
  ),
  absences: phraseList(`
    estoy fuera de la oficina, estoy fuera de oficina, me encuentro fuera de, estaré fuera de, estaré ausente, estoy ausente, me encuentro ausente, estoy de vacaciones, me encuentro de vacaciones, estaré de vacaciones,
    actualmente estoy fuera, actualmente me encuentro, estoy de viaje, estoy de baja, de permiso hasta, ya no trabaja en, nuestra oficina está cerrada, nuestras oficinas están cerradas
  `),
  absenceDetails: phraseList(`
    a mi regreso, a mi vuelta, cuando regrese, cuando vuelva, en cuanto regrese, le responderé, te responderé, responderé a, en caso de urgencia, para asuntos urgentes, si es urgente, si se trata de algo urgente, para cualquier urgencia,
    durante mi ausencia, en mi ausencia, acceso limitado, sin acceso al correo, no será reenviado, póngase en contacto, puede contactar, contacte con, mi compañero, mi compañera, volveré el, regreso el
  `),
  automatic: phraseList(`
    este es un mensaje automático, esta es una respuesta automática, este es un correo automático, este mensaje es automático, este mensaje se ha generado automáticamente, este mensaje fue generado automáticamente,
    este correo se ha generado automáticamente, este correo ha sido generado automáticamente, este correo fue generado automáticamente, mensaje generado automáticamente, correo generado automáticamente
  `),
  unattended: phraseList(`
    por favor no responda a este, por favor no conteste a este, no responda a este, no responder a este
  `),
  receipts: phraseList(`
    hemos recibido su, hemos recibido tu, su solicitud ha sido recibida, su mensaje ha sido recibido,
    gracias por su mensaje, gracias por tu mensaje, gracias por su correo, gracias por contactar,
    gracias por contactarnos, gracias por ponerse en contacto, le responderemos en, su número de caso,
    su número de ticket
  `),
  newsletterFooters: phraseList(`
    darse de baja$, darme de baja$, cancelar suscripción$, cancelar la suscripción$, anular suscripción$, para darse de baja, para darte de baja, para cancelar su suscripción, para cancelar tu suscripción, haga clic aquí para darse de baja, haz clic aquí para darte de baja,
    si no desea recibir más, si no desea seguir recibiendo, si no deseas recibir más, si no quieres recibir más, si ya no desea recibir, si ya no deseas recibir, gestionar preferencias$, actualizar preferencias$
  `),
  newsletterReasons: phraseList(`
    recibe este correo porque, recibes este correo porque, usted recibe este correo, has recibido este correo porque, ha recibido este correo porque, recibes este email porque, recibe este mensaje porque, este correo fue enviado a, este correo se envió a, este mensaje fue enviado a, recibes este boletín, recibe este boletín
  `),
  newsletterBrowsers: phraseList(`
    ver en el navegador$, ver en tu navegador$, ver en su navegador$, ver este correo en, ver este email en, abrir en el navegador$, ver versión online$, versión web$, ver online$, si no puede ver este, si no puedes ver este, si no ve correctamente, si no visualiza correctamente
  `),
  offers: phraseList(`
    compra ahora, compre ahora, comprar ahora, oferta exclusiva, oferta especial, oferta limitada, por tiempo limitado, no te lo pierdas, no se lo pierda, en este número, en esta edición, regístrate ya, envío gratis, ahorra hasta
  `),
};
