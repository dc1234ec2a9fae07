import type { BulkMailKind } from '../../../src/domain/bulk-mail/signs.js';
import type { Message, MessageOrigin } from '../../../src/domain/ticket.js';

/** A ticket's first message. */
export interface Example {
  subject: string;
  text: string;
  origin?: Partial<MessageOrigin>;
}

/** One message of a customer as the platform gives it. */
export const messageOf = ({ text, origin }: Omit<Example, 'subject'>): Message => ({
  author: 'customer',
  public: true,
  createdAt: '2026-01-01T00:00:00Z',
  text,
  attachmentNames: [],
  ...(origin ? { origin: { sender: null, automatic: false, mayBeMail: true, ...origin } } : {}),
});

const example = (subject: string, text: string, origin?: Partial<MessageOrigin>): Example => ({
  subject,
  text,
  ...(origin ? { origin } : {}),
});

const FLAGGED = { automatic: true };

/** Mail that no person wrote, by what it is. */
export const BULK: Record<BulkMailKind, Example[]> = {
  bounce: [
    example(
      'Undelivered Mail Returned to Sender',
      'This is the mail system at host mx.shop.example.\n\nI am sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<jo@shop.example>: host mx.shop.example said: 550 5.1.1 User unknown',
    ),
    example(
      'Delivery Status Notification (Failure)',
      "Address not found\n\nYour message wasn't delivered to jo@shop.example because the address couldn't be found.",
      { sender: 'mailer-daemon@googlemail.example' },
    ),
    example(
      'Undeliverable: Your invoice',
      'Delivery has failed to these recipients or groups:\n\njo@shop.example\nThe email address you entered could not be found.',
    ),
    example(
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to all of its recipients.',
    ),
    example('failure notice', 'Hi. This is the qmail-send program at mail.example.', {
      sender: 'MAILER-DAEMON@mail.example',
    }),
    example(
      'Unzustellbar: Ihre Rechnung',
      'Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\njo@firma.example',
    ),
    example(
      'Non remis : votre facture',
      "Échec de la remise pour ces destinataires ou groupes :\n\njo@societe.example\nL'adresse est introuvable.",
    ),
    example(
      'No se puede entregar: su factura',
      'No se pudo entregar el mensaje a estos destinatarios o grupos:\n\njo@empresa.example',
    ),
    example(
      'Não foi possível entregar: sua fatura',
      'Não foi possível entregar a mensagem para os seguintes destinatários ou grupos:\n\njo@loja.example',
    ),
    example('系统退信', '抱歉，您的邮件被退回来了……\n收件人: jo@shop.example', {
      sender: 'postmaster@mail.example',
    }),
  ],
  autoReply: [
    example(
      'Automatic reply: Your ticket has been updated',
      'Hello,\n\nI am out of the office until 4 March with limited access to email. In urgent cases please contact my colleague.',
    ),
    example(
      'Automatic reply: out of office',
      'Thank you for your message. I am out of the office until Monday and will answer when I am back. In urgent cases write to jo@shop.example.',
    ),
    example(
      'Re: Your ticket has been updated',
      "I'm on vacation until the 12th and will reply when I return.",
      FLAGGED,
    ),
    example(
      'Thanks for getting in touch',
      'This is an automated message. We have received your request and a member of our team will get back to you. Please do not reply to this email.',
      FLAGGED,
    ),
    example(
      'We got your mail',
      'Thank you for contacting us. This is an automated response to let you know that we have received your email.',
      { sender: 'noreply@supplier.example' },
    ),
    example(
      '[EXTERNAL] Out of Office: Invoice',
      'Jo Example no longer works at Example Ltd. Please contact the office.',
    ),
    example(
      'Abwesenheitsnotiz',
      'Ich bin bis zum 4. nicht im Haus. Ihre Nachricht wird nicht weitergeleitet.',
    ),
    example(
      'Automatische Antwort: Ihre Anfrage',
      'Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin derzeit im Urlaub und ab dem 12.03. wieder erreichbar. In dringenden Fällen wenden Sie sich bitte an meine Vertretung.',
    ),
    example(
      'Réponse automatique : votre demande',
      "Bonjour,\n\nje suis absente du bureau jusqu'au 12 mars. À mon retour je vous répondrai. En cas d'urgence, merci de contacter ma collègue.",
    ),
    example(
      'Respuesta automática: su solicitud',
      'Hola:\n\nEstoy fuera de la oficina hasta el lunes. Le responderé a mi regreso. Para asuntos urgentes puede contactar con mi compañera.',
    ),
    example(
      'Resposta automática: sua solicitação',
      'Olá,\n\nestou de férias até segunda-feira. No meu retorno responderei. Em caso de urgência, entre em contato com meu colega.',
    ),
    example(
      'Risposta automatica: la sua richiesta',
      'Sono fuori ufficio fino a lunedì. Risponderò al mio rientro. In caso di urgenza contattare il mio collega.',
    ),
    example(
      'Automatisch antwoord: uw aanvraag',
      'Ik ben op vakantie tot maandag. In dringende gevallen kunt u contact opnemen met mijn collega.',
    ),
    example(
      'Odpowiedź automatyczna: zgłoszenie',
      'Jestem na urlopie do 12 marca. W pilnych sprawach proszę o kontakt z biurem.',
    ),
    example(
      'Автоответ: ваш запрос',
      'Здравствуйте! Я в отпуске до 12 марта. По срочным вопросам обращайтесь в офис.',
    ),
    example('自動返信: お問い合わせ', '只今不在にしております。戻り次第ご連絡いたします。'),
    example('自动回复: 您的工单', '您好，我正在休假，回来后会尽快回复您。'),
    example('자동 회신: 문의', '현재 휴가 중입니다. 복귀 후 답변 드리겠습니다.'),
    example(
      'Re: Angebot',
      'Auto-Submitted: auto-replied\nPrecedence: bulk\nSubject: Re: Angebot\n\nBin weg bis Montag.',
    ),
  ],
  newsletter: [
    example(
      'Our November newsletter',
      'In this issue: five tips for tidy desks, an interview with our founder, and the recipe of the month. View in browser. Unsubscribe.',
    ),
    example(
      '🌱 Spring is here',
      'Fresh colours for your garden and twenty new kinds of tulips, only this week.\n\nShop now\n\nYou are receiving this email because you signed up at our shop.\nUnsubscribe | View in browser',
    ),
    example(
      'Neues aus der Werkstatt',
      'Liebe Leserinnen und Leser, im März zeigen wir die neuen Modelle und laden zum Tag der offenen Tür ein.\n\nSie erhalten diese E-Mail, weil Sie sich angemeldet haben.\nNewsletter abbestellen',
      { sender: 'newsletter@werkstatt.example' },
    ),
    example(
      'Les nouveautés du mois',
      'Découvrez notre nouvelle collection de printemps et les conseils de nos jardiniers pour toute la saison.\n\nVous recevez cet e-mail car vous êtes inscrit.\nSe désinscrire',
    ),
    example(
      'Novedades de marzo',
      'Descubra la nueva colección de primavera y los consejos de nuestros jardineros para toda la temporada.\n\nRecibe este correo porque se suscribió.\nDarse de baja',
    ),
    example(
      'Novidades de março',
      'Descubra a nova coleção de primavera e as dicas dos nossos jardineiros para toda a estação do ano.\n\nVocê está recebendo este e-mail porque se cadastrou.\nCancelar inscrição',
    ),
    example(
      'Grow with 10x leads',
      'Dear Sir or Madam, we have a list of 5 million decision makers in your industry. Buy now and save.\n\nClick here to unsubscribe.',
      { sender: 'marketing@leads.example' },
    ),
    example(
      'Weekly digest',
      'List-Unsubscribe: <https://list.example/u>\nPrecedence: bulk\n\nThis week twelve new articles about soil, water and light for gardens of every size.',
    ),
  ],
};

/** People who write like machines, or about them: customers, every one. */
export const PEOPLE: Example[] = [
  // About automatic replies
  example(
    'Automatic replies',
    'Our customers complain that they get three automatic replies for each mail. Please turn that off.',
  ),
  example('Out of office', 'How do I set up an out of office reply for my whole team?'),
  example(
    'Out of office: the button is missing',
    'Since the update there is no button for absence notes in the settings.',
  ),
  example(
    'Automatic reply: wrong text',
    'The automatic reply that your system sends still has our old address in it. Where can I change it?',
  ),
  example(
    'Auto-reply',
    'I get "This is an automated message, please do not reply" whatever I write. I want to talk to a person.',
  ),
  example(
    'No answer',
    'Your mail says this is an automated message, please do not reply. We have received your request. And then nothing for two weeks!',
  ),
  example(
    'Re: Automatic reply: Invoice',
    'I saw that you are out of the office, so here is the invoice again. Please pay it by Friday.',
  ),
  example(
    'Re: Your ticket 42',
    'Hello,\n\nI am on vacation until Monday and have limited access to email, so please write to my colleague. The order still has not arrived.',
  ),
  example(
    'Export',
    'I am out of the office until Monday, in urgent cases call my colleague. The export crashes with error 500 since yesterday.',
  ),
  example(
    'Vacation',
    'I am on holiday until Monday and will be back then. Please send the parcel after that, not before.',
  ),
  example(
    'Abwesenheitsnotiz funktioniert nicht',
    'Die Abwesenheitsnotiz wird nicht gesendet, obwohl sie eingeschaltet ist.',
  ),
  example('Abwesenheit', 'Wie richte ich eine Abwesenheitsnotiz für das ganze Team ein?'),
  example(
    'Automatische Antwort',
    'Ich bekomme auf jede Mail dreimal eine automatische Antwort. Das nervt meine Kunden, bitte abstellen!',
  ),
  example('Urlaub', 'Ich bin ab Montag im Urlaub. Können Sie die Lieferung bis zum 20. zurückhalten?'),
  example('Réponse automatique', 'Comment désactiver la réponse automatique de mon compte ?'),
  example('Absence', "Je suis absent jusqu'au 12 mars, pouvez-vous livrer le colis après cette date ?"),
  example(
    'Respuesta automática',
    '¿Cómo desactivo la respuesta automática? Mis clientes la reciben dos veces.',
  ),
  example(
    'Resposta automática',
    'A resposta automática não funciona desde ontem, os clientes não recebem nada.',
  ),
  example('自动回复', '请问如何关闭自动回复？客户每次都收到两封。'),
  example('自動返信が届かない', '自動返信メールがお客様に届きません。設定を確認してください。'),
  // About bounces
  example(
    'Mails to you bounce',
    'Hi, when I write to billing I get 550 5.1.1 User unknown. What is the right address?',
  ),
  example(
    'Undelivered Mail Returned to Sender',
    'I got this when I wrote to your sales team, can you look into it?',
  ),
  example(
    'Undeliverable: my order',
    'Hello, my mail to orders@shop.example came back with status: 5.1.1. Please confirm that you have my order.',
  ),
  example(
    'Fwd: Undelivered Mail Returned to Sender',
    'This is the mail system at host mx.shop.example.\n\nI am sorry to have to inform you that your message could not be delivered.',
  ),
  example(
    'Your mail server',
    'Hello, we cannot reach you:\n\nThis is the mail system at host mx.shop.example.\n<jo@shop.example>: 550 5.1.1 User unknown',
  ),
  example(
    'Unzustellbar',
    'Das Paket mit der Nummer 12 ist als unzustellbar zurückgekommen. Wohin soll ich es schicken lassen?',
  ),
  example('Returned mail', 'My parcel came back. Where is it now, and when do you send it again?', {
    sender: 'postmaster@small-provider.example',
  }),
  example('Blocked', 'Our server was blocked by yours with 554 5.7.1. Please take us off your list.', {
    sender: 'postmaster@small-provider.example',
  }),
  // About newsletters
  example('Newsletter', 'Unsubscribe'),
  example('Newsletter', 'Please take me off your newsletter. I never signed up.'),
  example(
    'Unsubscribe',
    'Unsubscribe me from this list, please. View in browser does nothing either, and I am tired of it all.',
  ),
  example(
    'Your newsletter',
    'The links "View in browser" and "Unsubscribe" in your newsletter lead to an empty page since Monday.',
  ),
  example(
    'Your newsletter',
    'The view in browser link and the unsubscribe link in the latest newsletter do not work on a phone.',
  ),
  example(
    'Stop this',
    'Please stop sending me this!\n\nSpring is here: twenty new kinds of tulips, only this week. Shop now.\nYou are receiving this email because you signed up.\nUnsubscribe | View in browser',
  ),
  example(
    'Fwd: Spring is here',
    'Fresh colours for your garden and twenty new kinds of tulips. Shop now.\nYou are receiving this email because you signed up.\nUnsubscribe | View in browser',
  ),
  example(
    'Price in your mail',
    'The price in this mail is not the one in the shop.\n\n---------- Forwarded message ---------\nFrom: Shop\n\nSpring is here. Shop now.\nView in browser\nUnsubscribe',
  ),
  example('Newsletter abbestellen', 'Wie kann ich den Newsletter abbestellen? Ich finde keinen Link.'),
  example(
    'Newsletter',
    'Newsletter abmelden. Sie erhalten diese E-Mail, weil ich es satt habe, jede Woche drei davon zu bekommen.',
  ),
  example('Désabonnement', 'Je souhaite me désabonner de votre infolettre mais le lien ne marche pas.'),
  example('Baja', 'Quiero darme de baja. Recibo este correo cada día.'),
  example(
    'Cancelar',
    'Quero cancelar a inscrição. Recebo este e-mail todos os dias e não consigo sair da lista.',
  ),
  example(
    'Newsletter editor',
    'In the newsletter editor I cannot change the text of the unsubscribe link. Is that possible?',
  ),
  // Programs that write for people
  example(
    'New message from your website',
    'Name: Jo Example\nEmail: jo@shop.example\nMessage: I would like to know the price of the large table.\n\nThis is an automated message, please do not reply to this email. We have received your request.',
    { automatic: true, sender: 'noreply@website.example' },
  ),
  example(
    'Order 4711',
    'A new order was placed for 3 chairs by Jo Example.\n\nThis is an automatically generated email, please do not reply.',
    { automatic: true, sender: 'no-reply@shop-system.example' },
  ),
  example('ALERT: disk full', 'Host db-1: disk usage 98 %.\n\nThis is an automated message.', {
    automatic: true,
    sender: 'notifications@monitor.example',
  }),
  example('Documents', 'Thank you for your message. Attached are the documents that you asked for.', FLAGGED),
  example('Contract', 'Please find the signed contract attached.', {
    automatic: true,
    sender: 'noreply@scanner.example',
  }),
  // Ordinary words
  example(
    'Delivery failure',
    'The courier wrote "delivery failed" though I was at home all day. Please send it again.',
  ),
  example('Office closed?', 'Your office is closed today. When do you open?'),
  example('Thanks', 'Thank you for your message, that solved it.'),
  example('', ''),
  example('hi', '?'),
];
