import type { SeededRandom } from '../random.js';
import type { Tally } from '../tally.js';
import { scoreHarmless } from './score.js';
import { code, hex, uuid } from './vendor-secrets.js';

const digits = (random: SeededRandom, length: number): string => random.string('0123456789', length);
const small = (random: SeededRandom, most: number): number => random.integer(0, most);
const two = (value: number): string => String(value).padStart(2, '0');

type Make = (random: SeededRandom) => string;

const ORDERS: readonly Make[] = [
  (random) => `Order #${digits(random, 9)} has not arrived`, (random) => `order ${digits(random, 4)}-${digits(random, 4)}-${digits(random, 4)}`, (random) => `invoice INV-2026-${digits(random, 6)}`, (random) => `tracking 1Z${code(random, 16)}`,
  (random) => `SKU ${code(random, 4)}-${code(random, 6)}`, (random) => `serial number ${code(random, 12)}`, (random) => `booking ref ${code(random, 6)}`, (random) => `ticket ${digits(random, 10)} is a duplicate`, (random) => `case number ${digits(random, 8)}`,
  (random) => `product code ${code(random, 5)}-${code(random, 5)}-${code(random, 5)}`, (random) => `Bestellnummer ${digits(random, 10)}`, (random) => `commande n° ${digits(random, 9)}`, (random) => `RMA ${digits(random, 8)}`, (random) => `customer number ${digits(random, 7)}`, (random) => `EAN ${digits(random, 13)}`,
]; // prettier-ignore
const VERSIONS: readonly Make[] = [
  (random) => `version ${small(random, 20)}.${small(random, 20)}.${small(random, 99)}`, (random) => `v${small(random, 20)}.${small(random, 20)}.${small(random, 20)}.${small(random, 99)}`, (random) => `version 10.0.${digits(random, 5)}.${digits(random, 4)}`, (random) => `Chrome/${small(random, 130)}.0.${digits(random, 4)}.${small(random, 200)}`,
  (random) => `upgraded from 4.${small(random, 20)}.0.1 to 4.${small(random, 20)}.0.2`, (random) => `firmware ${small(random, 9)}.${small(random, 9)}.${small(random, 9)}.${small(random, 9)}`, (random) => `lodash@4.17.${small(random, 30)}`, (random) => `build 2026.${small(random, 12)}.${small(random, 28)}.${small(random, 9)}`,
]; // prettier-ignore
const HASHES: readonly Make[] = [
  (random) => `request id ${uuid(random)}`, (random) => uuid(random), (random) => `X-Request-Id: ${uuid(random)}`, (random) => `commit ${hex(random, 40)}`, (random) => hex(random, 64), (random) => `etag "${hex(random, 32)}"`, (random) => `image acme/app@sha256:${hex(random, 64)}`, (random) => `fix in ${hex(random, 7)}`,
  (random) => `traceparent: 00-${hex(random, 32)}-${hex(random, 16)}-01`, (random) => `i-0${hex(random, 16)}`, (random) => `https://cdn.example.com/assets/app.${hex(random, 20)}.js`, (random) => `at 0x00007ff${hex(random, 9)}`, (random) => `"integrity": "sha384-${hex(random, 64)}"`,
]; // prettier-ignore
const DATES: readonly Make[] = [
  (random) => `on 2026-${two(random.integer(1, 12))}-${two(random.integer(1, 28))} at ${two(small(random, 23))}:${two(small(random, 59))}:${two(small(random, 59))}`, (random) => `2026-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}T14:03:22.${digits(random, 3)}Z`, (random) => `due ${two(random.integer(1, 28))}/${two(random.integer(1, 12))}/2026`,
  (random) => `vom ${two(random.integer(1, 28))}.${two(random.integer(1, 12))}.2026`, (random) => `epoch 17${digits(random, 8)}`, (random) => `2026${two(random.integer(1, 12))}${two(random.integer(1, 28))}`, (random) => `between ${random.integer(1990, 2010)}-${random.integer(2011, 2026)}`, (random) => `EUR ${random.integer(1, 9)},${digits(random, 3)}.${digits(random, 2)}`, (random) => `$${random.integer(1, 9)} ${digits(random, 3)} ${digits(random, 3)}.${digits(random, 2)}`,
  (random) => `error code ${digits(random, 4)}-${digits(random, 4)}`, (random) => `HTTP 500 after ${digits(random, 5)} ms`, (random) => `error 0x8007${hex(random, 4)}`, (random) => `pid ${digits(random, 6)} took ${digits(random, 7)} bytes`, (random) => `about ${random.integer(1, 9)} ${digits(random, 3)} ${digits(random, 3)} rows`,
]; // prettier-ignore
const STAND_INS: readonly string[] = [
  'api_key=YOUR_API_KEY', 'api_key: <your-api-key>', 'export TOKEN=$TOKEN', 'token=${{ secrets.TOKEN }}', 'password=********', 'password: xxxxxxxx', 'apiKey: process.env.API_KEY', 'token: REPLACE_ME', 'client_secret: {{client_secret}}', 'password = getPassword()', 'Authorization: Bearer <token>', 'Authorization: Bearer YOUR_ACCESS_TOKEN', 'sk_live_...',
  'sk-xxxxxxxxxxxxxxxxxxxxxxxx', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'secret_name: prod/db/main', 'the token is invalid', 'password: required', 'key: value', 'auth_type=basic', 'token_type: bearer', 'PRIMARY KEY (customer_id)', 'api_key: null', 'tokenizer=BertTokenizerFast', 'keyboard: QWERTZ-Deutsch-105', 'my password does not work', 'max_tokens: 300', 'author: jane-doe-123',
  'meet me at example dot com', 'look at acme.com for it', 'git@github.com:acme/tool.git', 'icon@2x.png', '@angular/core', 'react@18.2.0', 'std::vector<int>', 'Foo::Bar::baz', '12:30:45', 'point at the dot in the corner', 'We meet in Paris in May', 'Main Street is closed',
]; // prettier-ignore

/** What looks personal and is not: orders, versions, hashes, dates, amounts, stand-ins for secrets, code. */
export function scoreGeneratedLookAlikes(random: SeededRandom, tally: Tally): void {
  const kinds = { 'order numbers': ORDERS, versions: VERSIONS, 'hashes and UUIDs': HASHES, 'dates, amounts, error codes': DATES }; // prettier-ignore
  for (const [name, makers] of Object.entries(kinds))
    for (const make of makers)
      for (let count = 0; count < 20; count += 1) scoreHarmless(name, make(random), tally);
  for (const text of STAND_INS) scoreHarmless('stand-ins for secrets, code', text, tally);
}
