/** Words for personal, tax and health numbers in the languages of the countries that issue them. */
export const NATIONAL_ID_WORDS =
  /(?<![A-Za-z0-9\u00c0-\u024f])(?:ssn|social[- ]security(?: (?:number|no\.?|num|#))?|s\.s\.n\.?|soc(?:ial)? sec|itin|employer id(?:entification)?(?: number)?|tax(?:payer)?[- ]?(?:id(?:entification)?|file|reference|payer)?[- ]?(?:number|no\.?|id)|national (?:id(?:entity|entification)?|insurance)(?: (?:number|no\.?|card))?|nhs(?: (?:number|no\.?))?|social insurance(?: number)?|id(?:entity|entification) (?:number|no\.?)|personal (?:id(?:entification|entity)?|identity|code)(?: (?:number|code|no\.?))?|medicare(?: (?:number|no\.?))?|medicaid|health (?:card|insurance)(?: number)?|tfn|aadhaar|aadhar|pan (?:number|card|no\.?)|nric|fin number|mykad|cnic|hkid|cpf|cnpj|cuit|cuil|curp|c[eé]dula|c[oó]digo fiscal|codice fiscale|partita iva|steuer[- ]?(?:id(?:entifikationsnummer)?|nummer|nr\.?)|idnr|sozialversicherungsnummer|sv-nummer|versichertennummer|ahv(?:-?n(?:ummer|r\.?))?|num[eé]ro de s[eé]curit[eé] sociale|s[eé]curit[eé] sociale|bsn|burgerservicenummer|rijksregisternummer|pesel|regon|personnummer|samordningsnummer|f[oø]dselsnummer|cpr(?:-?(?:nummer|nr\.?))?|henkil[oö]tunnus|hetu|kennitala|rodn[eé] [cč][ií]slo|cnp|egn|егн|jmbg|em[sš]o|amka|αφμ|αμκα|tc ?kimlik(?: no)?|kimlik|инн|снилс|snils|ppsn?(?: number)?|vat(?: (?:id|number|reg(?:istration)?|no\.?))*|ust-?id(?:-?nr\.?)?|btw(?:-?nummer)?|my ?number|マイナンバー|身份证|身分證|주민등록번호)(?![A-Za-z0-9\u00c0-\u024f])/gi;

const ACRONYMS =
  'EIN|TIN|NINO|NIN|SIN|PTIN|RTN|RUT|DNI|NIE|NIF|CIF|RFC|NIT|NIR|NIP|TVA|INN|OIB|AFM|SVNR|NIK|VID|EPIC|RNTRC|EDRPOU|UNP|CUI|RUC|UPN|BRN|USCC|ABN|ACN|IRD|VKN|PIB|NRT|PEID|NIFP|NINEA|IDNO|IDNR|VOEN|CPJ|ANUM|NPI|EORI|CVR|CBU|CLABE|RIC|SEDOL|LEI|IMSI|IMEI|MEID|NPN|KMKR|VEROY|ALV|CAE|NCF|CUPS|VSK|PVN|SIREN|SIRET|REGON|MOH|HICN|MBI|PPS|PHN|TIC|UTR|CRN';

/** Abbreviations that are everyday words in lower case: in capitals, or with "number" or a colon behind. */
export const NATIONAL_ID_ACRONYMS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ACRONYMS})(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?:${ACRONYMS.toLowerCase()})(?=[ _-]?(?:number|no\\.|nr\\.?|id|[:=#]))`,
  'gu',
);

/** "my X number": a number that a person calls their own, whatever X is. */
export const OWNED_NUMBER =
  /\b(?:my|his|her|our|their) [\p{L}_]{2,24} (?:number|no\.|id)(?= (?:is|was)|:)/giu;

/** Right before a number, or in its name: it is of a thing, not of a person. */
export const OTHERWISE_NAMED =
  /(?:#|(?<![A-Za-z])(?:order|ticket|invoice|case|ref|reference|tracking|shipment|parcel|sku|part|serial|model|build|version|item|product|article|account|customer|contract|policy|booking|flight|room|seat|transaction|request|issue|commit|error|code|batch|lot|claim|phone|mobile|cell|fax|house|lucky|favou?rite|bestell[a-z]*|auftrags?[a-z]*|rechnungs?[a-z]*|commande|facture|pedido|factura|ordine|fattura)(?:[ ._-]{0,2}(?:number|num|no|nr|id|code))?\.?(?:[\s:=#]|is|was){0,6})$/i;

/** What may stand between the word and the number. */
export const NATIONAL_ID_LINK =
  /^[ \t]{0,3}(?:(?:number|num|no\.?|nr\.?|n°|nº|id|code|card|nummer|#|is|was|of|for me|ist|lautet|est|es|é|:|=|-|—|\(|\)|"|')[ \t]{0,3}){0,4}\n?[ \t]{0,3}/iu;

/** The number itself, free of form: letters and digits in blocks. */
export const NATIONAL_ID_VALUE =
  /^(?:[A-Za-z]{1,4}[-. ]?)?[A-Za-z0-9]{1,20}(?:[-./ ]{1,2}[A-Za-z]{0,2}\d[A-Za-z0-9]{0,12}){0,6}(?:[-./ ]?[A-Za-z]{1,2})?(?![\p{L}\p{N}])/u;
