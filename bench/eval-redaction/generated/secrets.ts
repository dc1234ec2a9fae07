import type { SeededRandom } from '../random.js';
import type { Tally } from '../tally.js';
import { scorePlanted } from './score.js';
import { anySecret, vendorSecrets } from './vendor-secrets.js';

const PLACES: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => `token: ${value}`,
  (value) => `here is my key ${value} does it work?`,
  (value) => `export API_KEY=${value}`,
  (value) => `curl -H "Authorization: Bearer ${value}" https://api.example.org`,
  (value) => `{"apiKey": "${value}"}`,
  (value) => `I use ${value}.`,
  (value) => `\`${value}\``,
  (value) => `key=${value}&x=1`,
];
const KEYS = ['api_key', 'CLIENT_SECRET', 'access_token', 'auth_token', 'secret_key', 'private_key', 'DB_PASSWORD', 'passwd', 'token', 'signing_key', 'webhook_secret', 'x-api-key', 'jwt_secret', 'aws_secret_access_key', 'account_key', 'MYSQL_ROOT_PASSWORD', 'smtp_pass', 'salt', 'subscription-key'] as const; // prettier-ignore
const ASSIGNMENTS: readonly ((key: string, value: string) => string)[] = [
  (key, value) => `${key}=${value}`,
  (key, value) => `${key}: "${value}"`,
  (key, value) => `"${key}": "${value}"`,
  (key, value) => `const ${key} = '${value}';`,
  (key, value) => `<${key}>${value}</${key}>`,
  (key, value) => `--${key} ${value}`,
  (key, value) => `set ${key} ${value}`,
  (key, value) => `the ${key} is ${value}`,
];
const PASSWORDS: readonly (readonly [text: string, value: string])[] = [
  ['My password is Tr0ub4dor&3', 'Tr0ub4dor&3'], ['password: hunter2', 'hunter2'], ['Password - Sommer2024!', 'Sommer2024'], ['pw: abc123xyz', 'abc123xyz'], ['the pass is Qwerty!23', 'Qwerty!23'], ['login: bob / S3cret!pw', 'S3cret!pw'], ['user bob pass Winter#2025', 'Winter#2025'],
  ['my PIN is 4821', '4821'], ['verification code: 482913', '482913'], ['cvv: 321', '321'], ['passphrase: "correct horse battery staple"', 'correct horse battery staple'], ['Kennwort: Geheim123', 'Geheim123'], ['mot de passe : Soleil42!', 'Soleil42'], ['contraseña: Luna2024*', 'Luna2024'],
  ['пароль: Qwe12345', 'Qwe12345'], ['密码：Abc12345', 'Abc12345'], ['(password "Spring2025")', 'Spring2025'], ['credentials bob:hunter22', 'hunter22'], ['senha: Teste@123', 'Teste@123'], ['wifi password is Sunshine99', 'Sunshine99'],
]; // prettier-ignore

/** Credentials in the formats of a hundred vendors, unnamed random ones in assignments, and passwords people chose. */
export function scoreGeneratedSecrets(random: SeededRandom, tally: Tally): void {
  for (let round = 0; round < 5; round += 1) {
    for (const value of vendorSecrets(random))
      scorePlanted({ name: 'secret of a vendor', text: random.pick(PLACES)(value), value }, tally);
    for (const key of KEYS)
      for (const assign of ASSIGNMENTS) {
        const value = anySecret(random);
        scorePlanted({ name: 'secret in an assignment', text: assign(key, value), value }, tally);
      }
  }
  for (const [text, value] of PASSWORDS) scorePlanted({ name: 'password', text, value }, tally);
}
