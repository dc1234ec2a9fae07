import { phraseList } from '../../rules/phrase-list.js';
import type { BulkMailPhrases } from '../signs.js';

/** Portuguese. */
export const PORTUGUESE: BulkMailPhrases = {
  language: 'pt',
  bounceSubjects: phraseList(`
    não foi possível entregar, não entregue, mensagem não entregue, e-mail não entregue, falha na entrega, falha de entrega, erro de entrega, mensagem devolvida, notificação de status de entrega
  `),
  bounceOpenings: phraseList(`
    não foi possível entregar a mensagem, não foi possível entregar sua mensagem, sua mensagem não pôde ser entregue, sua mensagem não foi entregue, sua mensagem para _ não pôde ser entregue, a sua mensagem não pôde ser entregue,
    a entrega falhou, falha na entrega para, endereço não encontrado, a seguinte mensagem não pôde
  `),
  autoReplySubjects: phraseList(
    `resposta automática, resposta automatizada, autoresposta, fora do escritório, ausência do escritório, aviso de ausência`,
  ),
  absences: phraseList(`
    estou fora do escritório, estarei fora do escritório, estou ausente, estarei ausente, encontro-me ausente, encontro-me fora, estou de férias, estou em férias, estarei de férias, estarei em férias, encontro-me de férias,
    no momento estou, estou em viagem, estou de licença, não trabalha mais, já não trabalha, nosso escritório está fechado, nossos escritórios estão fechados
  `),
  absenceDetails: phraseList(`
    no meu retorno, após o meu retorno, ao retornar, assim que retornar, assim que eu voltar, quando voltar, quando eu voltar, no meu regresso, retorno no dia, retornarei, responderei, em caso de urgência, em casos urgentes, para assuntos urgentes, se for urgente,
    durante a minha ausência, durante minha ausência, na minha ausência, acesso limitado, sem acesso ao e-mail, não será encaminhad*, entre em contato com, favor contatar, por favor contacte, meu colega, minha colega
  `),
  automatic: phraseList(`
    esta é uma mensagem automática, esta é uma resposta automática, este é um e-mail automático, este é um email automático, esta mensagem é automática, esta mensagem foi gerada automaticamente, este e-mail foi gerado automaticamente, este email foi gerado automaticamente,
    mensagem gerada automaticamente, e-mail gerado automaticamente, mensagem enviada automaticamente
  `),
  unattended: phraseList(`
    por favor não responda a est*, favor não responder, não responda a est*, não responda est*
  `),
  receipts: phraseList(`
    recebemos a sua, recebemos o seu, recebemos sua, recebemos seu, sua solicitação foi recebida,
    sua mensagem foi recebida, obrigado pela sua mensagem, obrigado por sua mensagem,
    obrigado pelo seu contato, obrigado por entrar em contato, agradecemos o seu contato,
    agradecemos seu contato, agradecemos a sua mensagem, responderemos em, seu número de protocolo,
    número do seu chamado
  `),
  newsletterFooters: phraseList(`
    cancelar inscrição$, cancelar a inscrição$, cancelar subscrição$, cancelar assinatura$, descadastrar$, descadastre-se$, remover inscrição$, para cancelar sua inscrição, para cancelar a sua subscrição, para se descadastrar, para cancelar o recebimento, clique aqui para cancelar,
    clique aqui para se descadastrar, se não deseja mais receber, se não deseja receber mais, se não quiser mais receber, se você não deseja mais receber, se você não quiser mais receber, caso não queira mais receber, gerenciar preferências$
  `),
  newsletterReasons: phraseList(`
    você está recebendo este e-mail porque, você está recebendo este email porque, você recebeu este e-mail porque, você recebeu este email porque, está a receber este e-mail porque, recebeu este e-mail porque, este e-mail foi enviado para, este email foi enviado para, esta mensagem foi enviada para
  `),
  newsletterBrowsers: phraseList(`
    ver no navegador$, ver no seu navegador$, visualizar no navegador$, abrir no navegador$, veja no navegador$, versão online$, ver online$, ver versão web$, caso não consiga visualizar, se não consegue visualizar, se você não consegue visualizar, não consegue ver este
  `),
  offers: phraseList(`
    compre agora, comprar agora, aproveite já, oferta exclusiva, oferta especial, por tempo limitado, não perca, nesta edição, inscreva-se já, frete grátis, portes grátis, economize até
  `),
};
