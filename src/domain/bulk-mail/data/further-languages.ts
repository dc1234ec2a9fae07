import { phraseList } from '../../rules/phrases.js';
import type { BulkMailPhrases } from '../signs.js';

/** What programs say in languages that have little more than their fixed phrases here. */
const fixedPhrases = (
  language: string,
  phrases: Partial<Record<Exclude<keyof BulkMailPhrases, 'language'>, string>>,
): BulkMailPhrases => {
  const of = (group: keyof typeof phrases): string[] => phraseList(phrases[group] ?? '');
  return {
    language,
    bounceSubjects: of('bounceSubjects'),
    bounceOpenings: of('bounceOpenings'),
    autoReplySubjects: of('autoReplySubjects'),
    absences: of('absences'),
    absenceDetails: of('absenceDetails'),
    automatic: of('automatic'),
    unattended: of('unattended'),
    receipts: of('receipts'),
    newsletterFooters: of('newsletterFooters'),
    newsletterReasons: of('newsletterReasons'),
    newsletterBrowsers: of('newsletterBrowsers'),
    offers: of('offers'),
  };
};

/** Swedish, Danish, Norwegian, Finnish, Czech, Turkish, Russian, Japanese, Chinese and Korean. */
export const FURTHER_LANGUAGES: readonly BulkMailPhrases[] = [
  fixedPhrases('sv', {
    bounceSubjects: 'går inte att leverera, kan inte levereras',
    autoReplySubjects: 'autosvar, automatiskt svar, frånvaromeddelande',
    absences: 'jag är på semester, jag är inte på kontoret, jag är borta, jag är ledig, jag är tjänstledig',
    absenceDetails:
      'när jag är tillbaka, åter på kontoret, tillbaka den, i brådskande fall, vid brådskande, under min frånvaro',
    automatic: 'detta är ett automatiskt, detta är ett autosvar, detta meddelande har skickats automatiskt',
    unattended: 'det går inte att svara på, svara inte på detta',
    receipts: 'vi har tagit emot ditt, tack för ditt meddelande, tack för ditt mejl, tack för ditt mail',
    newsletterFooters:
      'avprenumerera$, avregistrera$, avsluta prenumeration$, klicka här för att avprenumerera',
    newsletterReasons: 'du får detta mejl eftersom, du får detta mail eftersom, du får detta nyhetsbrev',
    newsletterBrowsers: 'visa i webbläsare$, visa i webbläsaren$, öppna i webbläsaren$',
  }),
  fixedPhrases('da', {
    autoReplySubjects: 'automatisk svar, autosvar',
    absences: 'jeg er på ferie, jeg er ikke på kontoret, jeg er fraværende, jeg holder ferie',
    absenceDetails:
      'når jeg er tilbage, tilbage på kontoret, tilbage den, i hastende tilfælde, under mit fravær',
    automatic: 'dette er et automatisk, denne mail er automatisk',
    unattended: 'kan ikke besvares',
    receipts: 'tak for din mail, tak for din besked, tak for din henvendelse, vi har modtaget din',
    newsletterFooters: 'afmeld$, afmeld nyhedsbrev$, klik her for at afmelde',
    newsletterReasons:
      'du modtager denne mail fordi, du modtager denne e-mail fordi, du modtager dette nyhedsbrev',
    newsletterBrowsers: 'se i browser$, vis i browser$, se online$',
  }),
  fixedPhrases('nb', {
    autoReplySubjects: 'automatisk svar, fraværsmelding',
    absences: 'jeg har ferie, jeg er på ferie, jeg er ikke på kontoret, jeg er ute av kontoret',
    absenceDetails: 'når jeg er tilbake, tilbake på kontoret, tilbake den, ved hastesaker, i mitt fravær',
    automatic: 'dette er en automatisk, dette er et automatisk',
    receipts: 'takk for din e-post, takk for din henvendelse, vi har mottatt din',
    newsletterFooters: 'meld deg av$, avslutt abonnement$',
    newsletterReasons: 'du mottar denne e-posten fordi, du mottar dette nyhetsbrevet',
    newsletterBrowsers: 'vis i nettleser$, vis i nettleseren$, åpne i nettleser$',
  }),
  fixedPhrases('fi', {
    autoReplySubjects: 'automaattinen vastaus',
    absences: 'olen lomalla, olen poissa, en ole paikalla',
    absenceDetails: 'palaan, lomani jälkeen, kiireellisissä, poissaoloni aikana',
    automatic:
      'tämä on automaattinen, tämä viesti on automaattinen, tämä viesti on lähetetty automaattisesti',
    unattended: 'älä vastaa tähän',
    receipts: 'kiitos viestistäsi, olemme vastaanottaneet',
    newsletterFooters: 'peruuta tilaus$, peruuta uutiskirje$',
    newsletterReasons: 'saat tämän viestin koska, saat tämän uutiskirjeen',
    newsletterBrowsers: 'avaa selaimessa$, näytä selaimessa$, katso selaimessa$',
  }),
  fixedPhrases('cs', {
    bounceSubjects: 'nedoručitelné, nedoručitelná zpráva',
    autoReplySubjects: 'automatická odpověď, mimo kancelář',
    absences: 'jsem na dovolené, budu na dovolené, jsem mimo kancelář, nejsem v kanceláři, čerpám dovolenou',
    absenceDetails:
      'po návratu, po mém návratu, v naléhavých případech, v neodkladných případech, v mé nepřítomnosti, zastupuje mě',
    automatic:
      'toto je automatická, tato zpráva byla vygenerována automaticky, tento e-mail byl vygenerován automaticky',
    unattended: 'na tuto zprávu neodpovídejte, neodpovídejte na',
    receipts: 'děkujeme za vaši zprávu, děkuji za vaši zprávu, obdrželi jsme',
    newsletterFooters: 'odhlásit$, odhlásit se$, odhlásit odběr$',
    newsletterReasons: 'tento e-mail jste obdrželi, tento e-mail dostáváte',
    newsletterBrowsers: 'zobrazit v prohlížeči$, zobrazit online$',
  }),
  fixedPhrases('tr', {
    autoReplySubjects: 'otomatik yanıt, otomatik cevap, ofis dışında',
    absences: 'ofis dışındayım, izindeyim, yıllık izindeyim, tatildeyim',
    absenceDetails: 'döndüğümde, acil durumlarda, acil konular için, yokluğumda',
    automatic: 'bu otomatik bir, bu mesaj otomatik olarak, bu e-posta otomatik olarak',
    unattended: 'lütfen bu e-postayı yanıtlamayın, lütfen yanıtlamayınız',
    receipts: 'mesajınızı aldık, talebiniz alınmıştır, mesajınız için teşekkürler',
    newsletterFooters: 'abonelikten çık$, aboneliği iptal et$, listeden çık$',
    newsletterReasons: 'bu e-postayı almanızın nedeni',
    newsletterBrowsers: 'tarayıcıda görüntüle$, tarayıcıda aç$',
  }),
  fixedPhrases('ru', {
    bounceSubjects: 'не доставлено, недоставленное сообщение, сообщение не доставлено',
    autoReplySubjects: 'автоответ, автоматический ответ, автоответчик, вне офиса',
    absences:
      'я в отпуске, нахожусь в отпуске, я отсутствую, меня не будет в офисе, буду отсутствовать, вне офиса',
    absenceDetails:
      'по возвращении, после возвращения, когда вернусь, по срочным вопросам, в срочных случаях, в мое отсутствие',
    automatic:
      'это автоматическое, это письмо отправлено автоматически, это письмо сформировано автоматически, это сообщение сформировано автоматически',
    unattended: 'не отвечайте на это, отвечать на него не нужно',
    receipts:
      'мы получили ваше, ваше обращение получено, ваше обращение зарегистрировано, спасибо за ваше обращение, спасибо за ваше письмо',
    newsletterFooters: 'отписаться$, отписаться от рассылки, чтобы отписаться, если вы не хотите получать',
    newsletterReasons: 'вы получили это письмо, вы получаете это письмо',
    newsletterBrowsers: 'открыть в браузере$, посмотреть в браузере$, веб-версия$',
    offers: 'купить сейчас, только сегодня, специальное предложение, бесплатная доставка',
  }),
  fixedPhrases('ja', {
    autoReplySubjects: '自動返信, 自動応答, 自動返信メール, 不在通知, 不在のお知らせ, 受付完了のお知らせ',
    absences:
      '不在にしております, 不在にしています, 休暇をいただいて, 休暇を取得して, 外出しております, 不在となります',
    absenceDetails: '戻り次第, 出社後に, お急ぎの場合, 緊急の場合, 返信が遅れ',
    automatic:
      '自動送信されています, 自動送信しています, 自動で送信, 自動配信, 自動返信です, 自動返信メールです, 自動的に送信',
    unattended: 'このメールには返信しないで, このメールに返信, 返信いただいても, 返信できません',
    receipts: 'お問い合わせありがとうございます, お問い合わせいただき, お問い合わせを受け付け',
    newsletterFooters: '配信停止$, 配信停止はこちら, 配信解除はこちら, メルマガ解除$, 購読解除$',
    newsletterBrowsers: 'ブラウザで表示$, ブラウザで開く$, ウェブで見る$',
  }),
  fixedPhrases('zh', {
    bounceSubjects: '系统退信, 退信通知, 未送达, 无法投递, 邮件投递失败',
    bounceOpenings: '抱歉您的邮件被退回, 您的邮件未能送达, 您的邮件无法投递, 邮件无法送达',
    autoReplySubjects: '自动回复, 自動回覆, 自动答复',
    absences: '我正在休假, 我在休假, 我不在办公室, 目前不在办公室, 休假中, 出差中',
    absenceDetails: '回来后, 返回后, 如有急事, 如有紧急, 紧急事宜, 尽快回复',
    automatic: '此邮件由系统自动, 本邮件由系统自动, 系统自动发送, 自动回复邮件, 这是一封自动',
    unattended: '请勿回复, 请勿直接回复, 请不要回复',
    receipts: '我们已收到您的, 您的邮件已收到, 感谢您的来信, 感谢您的邮件',
    newsletterFooters: '退订$, 取消订阅$, 点击退订, 如果您不想再收到, 如不想再收到',
    newsletterReasons: '您收到此邮件是因为, 您收到这封邮件是因为',
    newsletterBrowsers: '在浏览器中查看$, 在浏览器中打开$, 在线查看$',
  }),
  fixedPhrases('ko', {
    autoReplySubjects: '자동 회신, 자동회신, 자동 응답, 부재중, 부재 중',
    absences: '부재중입니다, 부재 중입니다, 휴가 중입니다, 휴가중입니다, 출장 중입니다',
    absenceDetails: '복귀 후, 급한 용무, 긴급한 경우, 급하신 경우',
    automatic: '자동으로 발송, 자동 발송, 자동 응답 메일, 자동회신 메일',
    unattended: '회신하지 마십시오, 회신하지 마시기, 발신 전용',
    receipts: '문의해 주셔서 감사합니다, 접수되었습니다',
    newsletterFooters: '수신거부$, 수신 거부$, 구독 취소$',
    newsletterBrowsers: '브라우저에서 보기$, 웹에서 보기$',
  }),
];

/** Polish. */
export const POLISH: BulkMailPhrases = {
  language: 'pl',
  bounceSubjects: phraseList(
    `niedostarczalne, nie można dostarczyć, niedostarczona wiadomość, wiadomość niedostarczona, błąd dostarczenia, zwrot wiadomości`,
  ),
  bounceOpenings: phraseList(`
    nie można dostarczyć wiadomości, twoja wiadomość nie została dostarczona, wiadomość nie została dostarczona, nie udało się dostarczyć, nie znaleziono adresu, dostarczenie do następujących adresatów
  `),
  autoReplySubjects: phraseList(`odpowiedź automatyczna, automatyczna odpowiedź, autoodpowiedź, poza biurem`),
  absences: phraseList(`
    jestem na urlopie, będę na urlopie, przebywam na urlopie, jestem nieobecn*, będę nieobecn*, jestem poza biurem, będę poza biurem, przebywam poza, obecnie przebywam, nasze biuro jest nieczynne
  `),
  absenceDetails: phraseList(`
    po powrocie, po moim powrocie, odpowiem na, w pilnych sprawach, w sprawach pilnych, w razie pilnej, w nagłych przypadkach, podczas mojej nieobecności, w czasie mojej nieobecności, ograniczony dostęp, nie będzie przekazywan*, proszę o kontakt z, proszę kontaktować się, zastępuje mnie
  `),
  automatic: phraseList(`
    to jest wiadomość automatyczna, to jest automatyczna wiadomość, to jest automatyczna odpowiedź, wiadomość wygenerowana automatycznie, wiadomość została wygenerowana automatycznie, ta wiadomość została wygenerowana automatycznie, ten e-mail został wygenerowany automatycznie
  `),
  unattended: phraseList(`
    prosimy nie odpowiadać na, proszę nie odpowiadać na, prosimy na nią nie odpowiadać
  `),
  receipts: phraseList(`
    otrzymaliśmy twoją wiadomość, otrzymaliśmy państwa, dziękujemy za wiadomość, dziękuję za wiadomość,
    dziękujemy za kontakt, dziękujemy za zgłoszenie, twoje zgłoszenie zostało
  `),
  newsletterFooters: phraseList(`
    wypisz się$, wypisz mnie$, zrezygnuj$, anuluj subskrypcję$, rezygnacja z subskrypcji$, aby wypisać się, aby się wypisać, aby zrezygnować, kliknij tutaj aby się wypisać, jeśli nie chcesz otrzymywać, jeżeli nie chcesz otrzymywać, jeśli nie chcą państwo
  `),
  newsletterReasons: phraseList(`
    otrzymujesz tę wiadomość ponieważ, otrzymujesz tego maila ponieważ, otrzymujesz ten e-mail ponieważ, otrzymali państwo tę wiadomość, ta wiadomość została wysłana do, otrzymujesz ten newsletter
  `),
  newsletterBrowsers: phraseList(`
    zobacz w przeglądarce$, wyświetl w przeglądarce$, otwórz w przeglądarce$, zobacz online$, wersja online$, jeśli nie widzisz tej wiadomości, jeśli wiadomość nie wyświetla
  `),
  offers: phraseList(
    `kup teraz, kup już teraz, zamów teraz, oferta specjalna, oferta limitowana, tylko teraz, w tym numerze, darmowa dostawa, sprawdź ofertę`,
  ),
};
