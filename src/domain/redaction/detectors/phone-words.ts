/** Words that say "this number is a phone number", before it; several languages. */
export const FOR_PHONE =
  /(?<![A-Za-z0-9\u00c0-\u024f])(?:t[eé]l(?:[eé]fono|efone|efon|efonnummer|efoon|[eé]phone)?s?|phones?|phone ?numbers?|mob(?:ile|il|iel)?|móvil|cell(?:phone|ulare|ular)?|celular|fax|whats ?app|sms|text|signal|telegram|viber|call(?:ed|ing|s)?|call ?back|ring|dial(?:ed|led)?|reach(?:ed)?(?: \w+)?|contact(?:ed)?(?: (?:no\.?|number))?|landline|hotline|handy(?:nummer)?|ruf(?:nummer|en)?|anruf(?:en)?|rappel(?:er|ez)?|appel(?:er|ez)?|llam(?:ar|e|en|a)|ligar|ligue|chiam(?:ar|i|ate)|bel(?:len)?|ring(?:a|e)?|soita|zadzwo[nń]|puhelin|telefonszám|номер телефона|телефон|тел|звоните|電話|电话|手机|전화|(?:my|your|his|her|our|their|the|this|direct|office|home|work|emergency) number|registered|(?<=(?:^|[\n|•·,;(])[ \t]{0,3})[tmp](?=[:.]?[ \t]{1,3}$))(?![A-Za-z0-9\u00c0-\u024f])/gi;

/** Words that say what sort of line it is, after the number. */
export const FOR_PHONE_AFTER =
  /^[ \t]{0,2}[([,-]{0,2} ?(?:office|fax|mobile|cell|home|work|direct|landline|phone|tel|voice|handy|mobil|bureau|oficina|is my (?:phone|cell|mobile|number))\b/i;

/** Things that have numbers of their own; several languages. */
const OTHER_THINGS =
  'fedex|ups|usps|dhl|dpd|gls|order|ticket|invoice|case|reference|ref\\.?|tracking|shipment|parcel|consignment|sku|part|serial|model|build|version|release|firmware|item|product|article|account|acct|customer|client|contract|policy|booking|reservation|transaction|txn|request|issue|bug|commit|error|err|code|status|id|uuid|guid|isbn|issn|ean|gtin|upc|asin|batch|lot|line|row|page|port|pid|process|thread|size|amount|total|price|cost|qty|quantity|balance|timestamp|epoch|time|date|room|flight|seat|claim|imei|iccid|meter|member|membership|card|iban|ssn|vin|tax|license|licence|passport|plate|postcode|zip|bestell(?:ung|nummer)|auftrag(?:snummer)?|rechnung(?:snummer)?|kundennummer|vorgang(?:snummer)?|artikel(?:nummer)?|seriennummer|sendung(?:snummer)?|vertrag(?:snummer)?|commande|facture|dossier|colis|pedido|factura|orden|encomenda|fatura|ordine|fattura|zam[oó]wieni[ea]|faktura|bestelling|factuur';

/** What may stand between such a word and its number, other numbers of the same list included. */
const OTHER_LINK = `[\\s:=#,;&()'"\\d_-]|\\.(?=\\S)|is|was|are|were|and|or|the|my|with|of`;

/** "contact no." is the number of a line, not of a thing. */
const OF_A_LINE =
  '(?:contact|(?:tele)?phone|tel\\.?|mobile|cell|fax|whats ?app|landline|handy|telefon|t[eé]l[eé]phone|portable)[ :-]{0,2}';

/** Words that say "this number is something else", right before it; the nearer phrase wins over FOR_PHONE. */
export const AGAINST_PHONE = new RegExp(
  `(?<![A-Za-z0-9\\u00c0-\\u024f])(?:(?:${OTHER_THINGS})s?(?:[ ._-]{0,2}(?:numbers?|num\\.?|no\\.?|nr\\.?|id|code|#))?|(?<!${OF_A_LINE})(?:no\\.?|nr\\.?|#))(?![A-Za-z0-9\\u00c0-\\u024f])(?:${OTHER_LINK}){0,40}$`,
  'gi',
);
