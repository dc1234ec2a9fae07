import type { Template } from '../template.js';

/** Tickets in Japanese, Arabic, Polish and others. */
export const OTHER_LANGUAGES: readonly Template[] = [
  {
    subject: '請求書のPDFがエラーになります',
    body: 'お世話になっております。昨日から請求書をPDFで出力するとエラーになります。至急ご確認をお願いいたします。\n{{email}}',
    tags: ['ja'],
  },
  {
    subject: '返金のお願い',
    body: '二重に請求されています({{amount}})。返金をお願いします。注文番号は {{order}} です。',
    tags: ['ja'],
  },
  {
    subject: '機能の要望',
    body: 'ダークモードの機能を追加していただけると嬉しいです。素晴らしいサービスをありがとうございます。',
  },
  {
    subject: 'مشكلة في تسجيل الدخول',
    body: 'مرحبا، يظهر خطأ عند تسجيل الدخول منذ أمس. الأمر عاجل. بريدي الإلكتروني {{email}} وشكرا.',
    tags: ['ar'],
  },
  {
    subject: 'طلب استرداد المبلغ',
    body: 'تم خصم {{amount}} مرتين من البطاقة {{card}}. أرجو استرداد المبلغ.',
    tags: ['ar', 'billing'],
  },
  {
    subject: 'Nie działa eksport',
    body: 'Dzień dobry, eksport do CSV nie działa, pojawia się błąd „nieznany format”. Proszę o pilne sprawdzenie. Telefon: {{phone}}',
    tags: ['pl'],
  },
  {
    subject: 'Zwrot pieniędzy',
    body: 'Proszę o zwrot {{amount}} za podwójną opłatę. Konto: {{iban}}. Pozdrawiam, {{first}}',
    tags: ['pl', 'billing'],
  },
  {
    subject: 'Fattura sbagliata',
    body: 'Buongiorno, sulla fattura {{invoice}} manca il codice fiscale. Potete correggerla? Grazie mille, {{name}}',
  },
  {
    subject: 'Vraag over btw',
    body: 'Hallo, waar kan ik het btw-nummer aanpassen? Alvast bedankt! {{email}}',
  },
  {
    subject: 'Half English, half Deutsch',
    body: 'Hi Team, unser Import läuft nicht, it fails with "row 7 invalid". Könnt ihr bitte checken? Cheers, {{first}}',
  },
];
