import { rulesOf } from '../frame.js';

/** Portuguese. */
export const PORTUGUESE = rulesOf('pt', {
  negations: `não, nunca, jamais, sem, nem, nenhum, nenhuma`,
  negationEnds: `só, apenas, sei, certeza, ideia, somente`,
  'ignore.politeness': `
    obrigado antecipadamente, obrigado desde já, obrigada desde já, obrigado pela sua, obrigado pelo seu, obrigado pela atenção,
    obrigada pela sua, agradeço antecipadamente, agradeço desde já, agradeço a sua, agradeço sua, bom dia, boa tarde, boa noite,
    espero que esta mensagem, espero que estejam bem, atenciosamente, prezad*, não só, não apenas, sem problemas, por favor não hesite,
    fico no aguardo`,
  'ignore.resolved': `
    não trava mais, já não trava, não falha mais, já não falha, sem erros, sem falhas, nenhum problema, nenhum erro, não há problema*,
    voltou a funcionar, funciona de novo, problema resolvido, não está quebrado`,
  'bug.failure': `
    não funciona*, não está funcionando, não está a funcionar, parou de funcionar, deixou de funcionar, não carrega, não abre, não liga,
    não inicia, não responde, não aparece, não salva, não imprime, não consegue imprimir, trava, travando, travou, trava*, congela*,
    congelou, caiu, fora do ar, mensagem de erro, código de erro, quebrad*, defeituos*, com defeito, bug, bugs, falha, falhas, falhou,
    falhando, tela branca, tela azul, ecrã branco, perda de dados, corrompid*, mau funcionamento, interrupç*, inesperad*, desconex*,
    desconecta*, inutilizável, pane, fecha sozinh*, fecham sozinh*, reinicia sozinh*, sumiu, sumiram, desaparec*, página em branco,
    sai em branco, saem em branco, fica em branco, fora de serviço, inacessíve*, ninguém .. consegue, nenhum* .. consegue`,
  'bug.problem': `
    erro, erros, problema, problemas, incidente*, não consigo, não conseguimos, não posso, não é possível, lento, lentidão,
    desde a atualização, após atualizar, após a atualização, incorret*, persiste*, dificuldade*, estranho, incompatib*, não acontece nada,
    errad*, não confere*, não bate*, em vez de`,
  'feature.wish': `
    seria bom, seria ótimo, seria útil, seria legal, seria interessante, seria excelente, gostaria que, gostaríamos que, sugestão, sugiro,
    proponho, proposta, nova funcionalidade, novas funcionalidades, nova função, novo recurso, poderiam adicionar, podem adicionar,
    por favor adicionem, adicionar, acrescentar, incluir uma opção, solicitação de recurso, suporte para, opção para, opção de, permitir,
    faz anos que pedimos, há anos pedimos, pedimos há anos, ficaria melhor, tomara que`,
  'feature.asking': `poderiam, podiam, seria possível, vocês pensam, pensam em, está previsto, têm planos, pretendem`,
  'feature.building': `
    integrar, integração, oferecer, incluir, colocar, função, funcionalidade*, modo escuro, modo noturno, tema escuro, atalho*, filtro*,
    exportar`,
  'refund.word': `
    reembols*, devolução, devoluções, devolver, devolvam, dinheiro de volta, meu dinheiro, estorn*, ressarci*, restituição,
    cobrado duas vezes, cobrança duplicada, cobrança dupla, cancelar .. pedido, cancelar .. compra, cancelar .. encomenda, arrependimento,
    mandei .. de volta, mandar .. de volta, enviei .. de volta, enviar .. de volta, devolvi, devolvid*`,
  'other.question-title': `
    ^como posso, ^como faço, ^como fazer, ^como mudar, ^como alterar, ^como podemos, ^onde, ^qual, ^quais, ^quanto, ^o que significa,
    ^posso, ^podemos, ^é possível, ^existe alguma, ^pergunta, ^dúvida, ^dúvidas`,
  'other.how-to': `
    como posso, como faço, como fazer, como mudar, como alterar, como podemos, o que é, qual é, quais são, onde posso, onde encontro,
    é possível, existe alguma forma, pergunta, dúvida, dúvidas, informação, informações, gostaria de saber, queria saber, horário,
    detalhes sobre, poderiam me dizer, podem me dizer, poderiam me, podem me, quantos, quantas, quanto custa, que horas, quando vou,
    quando vai, quando será, quando chega, quando posso, quando recebo`,
  'urgency.stated': `
    urgent*, urgência, imediat*, o mais rápido possível, quanto antes, o mais breve possível, emergência, crític*, alta prioridade,
    máxima prioridade, prioridade alta, grave*, de imediato, hoje mesmo, sem demora, prioritári*`,
  'urgency.damage': `
    fora do ar, perda de dados, violação de dados, violação, vazamento, vazad*, hackea*, invadid*, comprometid*, não autorizad*,
    acesso não autorizado, malware, fraude*, golpe, roubad*, paralisa*, parad*, todos os usuários, todos os utilizadores, todos os clientes,
    ninguém consegue, toda a empresa, produção, advogado, médic*, hospita*, paciente*, inutilizável, inacessível, tempo de inatividade,
    inatividade, procon, prazo final, ninguém .. consegue, nenhum* .. consegue, sem trabalhar, perdemos vendas, perdendo vendas, cada minuto`,
  'urgency.impact': `
    não consigo acessar, não consigo aceder, não conseguimos acessar, não consigo entrar, afeta, afetando, impact*, interrupç*, inesperad*,
    repentin*, vários, múltipl*, significativ*, segurança, sensíve*, confidencia*, proteger, infraestrutura, operações, hoje,
    rápida resolução, resolução rápida, restaurar, recuperar, acesso, desconex*, frequent*`,
  'urgency.ease': `
    não é urgente, sem pressa, quando puderem, quando puder, quando tiverem tempo, sugestão, pergunta geral, dúvida geral, seria bom,
    pequeno`,
  'urgency.inquiry': `
    pergunta, dúvida, informações sobre, mais informações, informações detalhadas, detalhes sobre, como posso, interessad*, opções,
    recomend*, orientaç*, garantia, assinatura, preço*, fatura*, faturamento, cobrança, configurar, configuração, quantos, quantas,
    quanto custa, que horas, como faço`,
  'sentiment.praise': `
    excelente*, ótimo, ótima, fantástic*, maravilhos*, incrível, perfeito, perfeita, adoro, adorei, amei, muito bom, muito boa, feliz,
    content*, satisfeit*, parabéns, bom trabalho, melhor atendimento, nota dez, gentil, atencios*, sensacional`,
  'sentiment.thanks': `obrigado, obrigada, muito obrigado, muito obrigada, agradeço, agradecid*, valeu`,
  'sentiment.anger': `
    péssim*, horrível, terrível, inaceitável, ridícul*, vergonha, vergonhos*, absurdo, decepcion*, desapontad*, frustra*, irritad*,
    chatead*, furios*, indignad*, revoltad*, mentira*, inútil, lixo, merda, lamentável, pior, desastre, cansad*, reclamação, reclamar,
    mau atendimento, insatisfeit*, nunca mais, descaso, desrespeito, enganad*, palhaçada, falta de respeito`,
  'sentiment.trouble': `
    ainda não, outra vez, de novo, há semanas, há dias, há horas, continuo esperando, sem resposta, ninguém responde, infelizmente,
    pela terceira vez, demais, ninguém resolve, ninguém atende, ninguém liga`,
});
