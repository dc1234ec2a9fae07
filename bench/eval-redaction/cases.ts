/** A labelled text: what stands between ⟦ and ⟧ must go, all the rest must stay byte for byte. */
export interface LabelledCase {
  kind: string;
  marked: string;
  region?: string;
  people?: readonly string[];
}

const of = (
  kind: string,
  marked: readonly string[],
  options: Omit<LabelledCase, 'kind' | 'marked'> = {},
): LabelledCase[] => marked.map((text) => ({ kind, marked: text, ...options }));

/** All values are made up; those with check digits were computed for this file. */
export const LABELLED_CASES: readonly LabelledCase[] = [
  ...of('card', [
    'My card ⟦4539 1488 0343 6467⟧ was charged twice.',
    'card no ⟦4539148803436467⟧',
    'Amex ⟦3782 822463 10005⟧ declined',
    'I typed ⟦4539-1488-\n0343-6467⟧ and it failed',
    '> card: ⟦4539 1488\n> 0343 6467⟧ exp 09/28',
    'Kartennummer ⟦5555.5555.5555.4444⟧ abgelehnt',
    'PAN ⟦6011000990139424⟧, CVV ⟦123⟧',
  ]),
  ...of('IBAN', [
    'Refund to ⟦DE89 3704 0044 0532 0130 00⟧ please',
    'iban:⟦gb82west12345698765432⟧.',
    'Konto ⟦AT61 1904 3002 3457 3201⟧ (Bank Wien)',
    'IBAN FR: ⟦FR14 2004 1010 0505 0001 3M02 606⟧',
  ]),
  ...of('national number', [
    'My SSN is ⟦536-90-4399⟧, why do you ask?',
    'ssn ⟦536 90 4399⟧',
    'social security number: ⟦536904399⟧',
    'CPF ⟦390.533.447-05⟧',
    'mein AHV-Nr. ⟦756.9217.0769.85⟧ ist',
    'NI number ⟦AB 12 34 56 C⟧',
    'DNI ⟦54362315K⟧',
    'codice fiscale ⟦RSSMRA85T10A562S⟧',
    'henkilötunnus ⟦131052-308T⟧',
    'PAN card ⟦ACUPA7085R⟧',
    'Steuer-ID: ⟦36 574 261 809⟧',
    'numéro de sécurité sociale ⟦2 95 10 99 126 111 93⟧',
  ]),
  ...of('phone', [
    'Call ⟦+44 20 7946 0958⟧ after five.',
    'Ring me: ⟦+1 (415) 555-2671⟧ ext. 12'.replace('⟧ ext. 12', ' ext. 12⟧'),
    'You can reach me on ⟦415-555-2671⟧.',
    'phone ⟦(415) 555-2671⟧, thanks',
    'Tel.: ⟦0049 30 901820⟧',
    'my cell ⟦415.555.2671⟧',
    'It is ⟦+33 1 42 68 53 00⟧',
    'WhatsApp ⟦+5511961234567⟧',
  ]),
  ...of(
    'phone',
    ['Rufen Sie mich unter ⟦030 901820⟧ an', 'mobil ⟦0151 23456789⟧', '⟦(030) 901820⟧ geht nicht'],
    { region: 'DE' },
  ),
  ...of('phone', ['Mon numéro : ⟦06 12 34 56 78⟧.', 'appelez le ⟦01.42.68.53.00⟧'], { region: 'FR' }),
  ...of('phone', ['give us a ring on ⟦020 7946 0958⟧', 'my mobile ⟦07911 123456⟧'], { region: 'GB' }),
  ...of('e-mail', [
    'Write to ⟦maria.lopez+shop@mail.example.org⟧.',
    "From: 'Jo' <⟦o'neil_99@example.co.uk⟧>",
    'reach ⟦"odd name"@example.com⟧ or ⟦user@[192.0.2.10]⟧',
    'it is ⟦john at example dot com⟧',
    '⟦john [at] example [dot] com⟧',
    '⟦john(at)example.com⟧ works',
    'contact ⟦müller@bücher.example⟧',
    'see https://app.example/?email=⟦jo%40example.org⟧&x=1',
    'mailto:⟦a_b-c@example.io⟧?subject=Hi',
  ]),
  ...of('network', [
    'Login from ⟦203.0.113.77⟧ at noon',
    'host ⟦2001:db8:85a3::8a2e:370:7334⟧ is down',
    'ping ⟦fe80::1%eth0⟧',
    'from ⟦::ffff:192.0.2.128⟧ again',
    'MAC ⟦00:1A:2B:3C:4D:5E⟧ and ⟦001a.2b3c.4d5e⟧',
  ]),
  ...of('secret', [
    'password: ⟦Hunter2!⟧',
    'my password is ⟦correct7horse⟧ and it fails',
    'Passwort lautet ⟦geheim#12⟧',
    'export AWS_SECRET_ACCESS_KEY=⟦wJalrXUtnFEMI/K7MDENG+bPxRfiCYzT2kq9sLmQ⟧',
    'use ⟦ghp_x8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2rT4y⟧ for it',
    'Authorization: Bearer ⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.Qk3x8Zp1Lm5Nv7Rt2Yw9Ab4Cd6Ef0Gh⟧',
    '⟦https://deploy:s3cr3tpw@git.example.org/repo.git⟧ fails',
    'The link ⟦https://files.example.org/a.pdf?token=9f8Ae7D6c5B4a3f2⟧ expired',
  ]),
  ...of('birth, document, plate, place', [
    'I was born on ⟦12 March 1984⟧ in Leeds',
    'DOB: ⟦03/12/1984⟧',
    'geboren am ⟦12.03.1984⟧',
    'Passport no. ⟦C01X00T47⟧',
    "driver's license number ⟦D1234567⟧",
    'license plate ⟦7ABC123⟧',
    'Kennzeichen ⟦B-MW 1234⟧',
    'I am at ⟦52.520008, 13.404954⟧ now',
    'GPS ⟦40.7128, -74.0060⟧',
  ]),
  ...of('address', [
    'Ship it to ⟦221 Baker Street, London⟧',
    'I live at ⟦742 Evergreen Terrace, Springfield, IL 62704⟧',
    'Lieferung an ⟦Hauptstraße 12, 10115 Berlin⟧',
    'envoyer au ⟦12 rue de la Paix, 75002 Paris⟧',
    'P.O. box: ⟦PO Box 1234⟧',
  ]),
  ...of(
    "the ticket's people",
    [
      'Hi, ⟦John Smith⟧ here',
      '⟦Smith, John⟧ wrote that',
      'as ⟦J. Smith⟧ said',
      "⟦john⟧'s laptop and ⟦SMITH⟧'s desk",
      'ask ⟦jurgen mueller⟧ or ⟦Müller⟧',
      'user ⟦jsmith⟧ cannot log in',
      '⟦JÜRGEN⟧ and ⟦Muller⟧ agree',
      '⟦María⟧ wrote, ⟦Garcia Lopez⟧ and ⟦García-López⟧',
      "⟦O'Brien⟧ and ⟦Obrien⟧ too",
      '请联系⟦王小明⟧先生',
    ],
    { people: ['John Smith', 'Jürgen Müller', 'María García López', "Sean O'Brien", '王小明'] },
  ),
  ...of('courtesy', [
    'Hi ⟦Laura⟧,\nthe export fails.',
    'Dear Mr. ⟦Whitfield⟧,\nthanks.',
    'It fails.\n\nBest regards,\n⟦Tom Becker⟧',
    'Es geht nicht.\n\nMit freundlichen Grüßen\n⟦Anna Vogt⟧',
    'Bonjour ⟦Claire⟧, merci.',
    'my name is ⟦Priya Raman⟧ and I',
  ]),
];

/** Texts that look personal and are not: each must come back byte for byte. */
export const LOOK_ALIKES: readonly string[] = [
  'Order 4839-2201-7753 has not arrived', 'order number 4155552671', 'the order number is 4155552671', 'Order #20231145678', 'invoice INV-2026-004512', 'ticket 4155552671 is a duplicate',
  'Tracking 1Z999AA10123456784', 'shipment 9400111899223100001234', 'SKU 123-456-7890', 'case number 00123456', 'Ref. 536-90-4399-A',
  'version 10.0.19045.3570', 'v1.2.3.4 is out', 'Chrome/120.0.6099.109 Safari/537.36', 'upgraded from 4.18.0.1 to 4.19.0.2', 'firmware 2.4.1.7',
  'on 2026-03-14 at 14:03:22', '2026-03-14T14:03:22.123Z', 'due 14/03/2026', 'from 01.02.2026 to 28.02.2026', 'between 2019-2024', '20260314',
  'error 0x80070057', 'error code 1603-2203', 'HTTP 500 after 30000 ms', 'E-4012-77', 'ORA-12154',
  'EUR 1,249.00', '$1 234 567.89', '12.345.678,90 €', 'about 1 250 000 rows', '100,000,000 requests',
  '123e4567-e89b-12d3-a456-426614174000', 'd41d8cd98f00b204e9800998ecf8427e', 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'card-like 4539 1488 0343 6468', '4539148803436468', '1234 5678 9012 3456', '5555-5555-5555-4445',
  'The card number ends in 6467', 'DE88 3704 0044 0532 0130 00', 'ISBN 978-3-16-148410-0', 'EAN 4006381333931', 'epoch 1732296240', 'pid 1234567 took 8388608 bytes',
  '[2026-03-14 14:03:22] WARN worker-3 retry 2/5 job=88231', 'at com.example.App.main(App.java:1042)', 'lodash@4.17.21', 'icon@2x.png', 'git@github.com:acme/tool.git', '@override', 'std::vector<int>',
  'password is incorrect', 'password: please reset it', 'the token expired', 'API_KEY=${API_KEY}', 'secret: <your secret here>', 'password=********',
  'The ratio is 3.141592653589793', 'resolution 1920x1080', '5 GHz, 16 GB, 512 GB', 'room 402, floor 3', '24/7 and 365 days', 'phone support was great', 'my birthday party is on Monday',
  'We meet in Paris, Texas or Berlin', 'Main Street is closed', 'Will you fix it in May?', 'Hi team,\nit fails.', 'Dear Support,\nit fails.', 'Hello there,', 'Thanks,\nthe export works now', 'Best practice is to retry',
  'lines 100-2000 of page 12', 'chapter 1.2.3.4', 'a 3-2-1 backup', 'call it 2 times', 'I bought it at amazon.com', 'look at example.com for more', 'the plate is 12 cm wide', 'registration is open',
]; // prettier-ignore
