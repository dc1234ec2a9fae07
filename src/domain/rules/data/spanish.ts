import { rulesOf } from '../frame.js';

/** Spanish. */
export const SPANISH = rulesOf('es', {
  negations: `no, nunca, jamás, sin, ni, ningún, ninguna, tampoco`,
  negationEnds: `solo, sé, seguro, segura, idea, sino`,
  'ignore.politeness': `
    gracias de antemano, gracias por su ayuda, gracias por su atención, gracias por su tiempo, gracias por su apoyo,
    gracias por su asistencia, muchas gracias de antemano, buenos días, buenas tardes, buenas noches, espero que este mensaje,
    espero que estén bien, espero que se encuentre, quedo a la espera, un cordial saludo, estimado*, agradecería, le agradecería,
    agradezco de antemano, no solo, sin problemas, por favor no dude*, no dude*, no duden`,
  'ignore.resolved': `
    ya no falla, ya no se cierra, ya no se bloquea, ya funciona, ya no hay, sin errores, sin problema, sin fallos, ningún problema,
    ningún error, no hay problema*, no está roto, problema resuelto, problema solucionado, funciona de nuevo, no tengo queja*`,
  'bug.failure': `
    no funciona*, no está funcionando, dejó de funcionar, ha dejado de funcionar, deja de funcionar, no carga, no abre, no arranca,
    no responde, no enciende, no aparece, no se muestra, no se guarda, se cierra, se bloquea, se congela, se cuelga, se cae, caído, caída,
    está caído, mensaje de error, código de error, roto, rota, averiad*, defectuos*, bug, fallo*, falla, fallas, fallando, ha fallado,
    falló, pantalla en blanco, pantalla azul, pérdida de datos, corrupt*, mal funcionamiento, interrupci*, inesperad*, parpade*, desconexi*,
    desconecta*, inutilizable, se queda colgad*, se quedó colgad*, se ha quedado colgad*, se cierra sol*, se pierden, se pierde, desaparec*,
    página en blanco, sale en blanco, salen vací*, sale vací*, inaccesible*, ordena mal, calcula mal, fuera de servicio`,
  'bug.problem': `
    error, errores, problema, problemas, incidencia*, no puedo, no podemos, no me deja, lento, lentitud, desde la actualización,
    tras actualizar, después de actualizar, incorrect*, persiste*, dificultad*, extraño, incompatib*, no pasa nada, nadie puede,
    nadie consigue, no coincide*, equivocad*`,
  'feature.wish': `
    me gustaría que, nos gustaría que, sería bueno, sería genial, sería útil, sería estupendo, sería ideal, estaría bien, sugerencia,
    sugiero, propongo, propuesta, nueva función, nueva funcionalidad, nuevas funciones, podrían añadir, podrían agregar, por favor añadan,
    por favor agreguen, añadir, agregar, incorporar, solicitud de función, soporte para, opción para, opción de, permitir, vendría bien,
    vendrían bien, estaría genial, ojalá, llevamos años pidiendo, pedimos desde hace años`,
  'feature.asking': `podrían, podríais, pueden, sería posible, se podría, tienen previsto, está previsto, piensan`,
  'feature.building': `
    poner, ofrecer, incluir, integrar, integración, función, funcionalidad*, tema oscuro, modo oscuro, atajo*, filtro*, exportar, enlace con`,
  'refund.word': `
    reembols*, devolución, devoluciones, devuelvan, devolver, devuelvan mi dinero, mi dinero, reintegr*, cobrado dos veces, doble cobro,
    cobro duplicado, cancelar .. pedido, cancelar .. compra, anular .. pedido, abono, devolví, devuelto, devuélvan*, recuper* .. dinero,
    recuper* .. importe, devolver .. dinero`,
  'other.question-title': `
    ^cómo puedo, ^cómo hago, ^cómo se, ^cómo podemos, ^cómo cambi*, ^dónde, ^cuál, ^cuáles, ^cuánto, ^qué significa, ^puedo, ^podemos,
    ^es posible, ^hay alguna, ^hay algún, ^pregunta, ^duda, ^consulta sobre`,
  'other.how-to': `
    cómo puedo, cómo hago, cómo se, cómo cambio, cómo podemos, qué es, cuál es, cuáles son, dónde puedo, dónde está, es posible,
    hay alguna manera, pregunta, consulta, información, quisiera saber, me gustaría saber, horario, detalles sobre, podrían decirme,
    pueden decirme, me podrían, me pueden, cuántos, cuántas, cuánto, qué hora, cuándo podr*, cuándo será*, cuándo lleg*, cuándo recib*,
    cuándo estar*, cuándo me`,
  'urgency.stated': `
    urgent*, urgencia, inmediat*, lo antes posible, cuanto antes, emergencia, crític*, alta prioridad, máxima prioridad, prioridad alta,
    grave*, de inmediato, hoy mismo, a la brevedad, prioritari*, sin demora`,
  'urgency.damage': `
    caída, está caído, pérdida de datos, violación de datos, brecha*, filtración, filtrad*, hackea*, comprometid*, no autorizad*,
    acceso no autorizado, malware, fraude*, estafa, robad*, robo, paraliza*, parad*, todos los usuarios, todos los clientes, nadie puede,
    toda la empresa, producción, abogado, denuncia, médic*, hospital*, paciente*, inutilizable, inaccesible, tiempo de inactividad,
    fecha límite, perdemos pedidos, perdemos ventas, perdemos clientes, cada minuto, nadie consigue, nadie .. puede`,
  'urgency.impact': `
    no puedo acceder, no podemos acceder, no puedo iniciar sesión, afecta* .. operaciones, afectando, afecta, impact*, interrupci*,
    inesperad*, repentin*, varios, múltiples, significativ*, seguridad, sensible*, confidencial*, proteger, infraestructura, hoy,
    rápida solución, solución rápida, parpade*, frecuent*`,
  'urgency.ease': `
    no es urgente, sin prisa, cuando puedan, cuando pueda, cuando tengan tiempo, sugerencia, pregunta general, comentario, sería bueno,
    menor`,
  'urgency.inquiry': `
    pregunta, consulta, información sobre, más información, detalles sobre, información detallada, cómo puedo, interesad*, opciones,
    recomend*, orientación, mantenimiento, garantía, suscripción, precio*, factura*, configurar, cuántos, cuántas, cuánto, qué hora,
    cómo cambio`,
  'sentiment.praise': `
    excelente*, genial, fantástic*, maravillos*, increíble, perfecto, perfecta, me encanta, encantad*, estupend*, muy bien, muy bueno,
    muy buena, feliz, content*, satisfech*, el mejor, la mejor, felicidades, buen trabajo, enhorabuena, amable*`,
  'sentiment.thanks': `gracias, muchas gracias, mil gracias, agradezco, agradecid*`,
  'sentiment.anger': `
    terrible, horrible, pésim*, inaceptable, ridícul*, vergüenza, vergonzos*, decepcion*, frustra*, molest*, enfadad*, enojad*, furios*,
    indignad*, estafa*, mentira*, inútil, asco, mierda, fatal, lamentable, peor, desastre, hart*, queja, quejarme, reclamación,
    mal servicio, insatisfech*, nunca más, malísim*, groser*`,
  'sentiment.trouble': `
    todavía no, aún no, otra vez, desde hace semanas, llevo horas, llevo días, sigo esperando, sin respuesta, nadie responde,
    desafortunadamente, lamentablemente, por tercera vez, demasiado, nadie contesta, nadie atiende, sin contestar, no es manera,
    no son maneras`,
});
