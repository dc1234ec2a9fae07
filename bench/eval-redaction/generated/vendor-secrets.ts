import type { SeededRandom } from '../random.js';

const HEX = '0123456789abcdef';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ANY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const URL_SAFE = `${ANY}-_`;
const BASE64 = `${ANY}+/`;
const ALPHABETS = { x: HEX, U: UPPER, l: LOWER, a: ANY, u: URL_SAFE, b: BASE64, d: '0123456789' } as const;

/** Formats as vendors publish them: `{a36}` is 36 letters and digits, x hex, U capitals, l small, u URL-safe, b base64, d digits. */
const FORMATS: readonly string[] = [
  'AKIA{U16}', 'ASIA{U16}', 'ghp_{a36}', 'gho_{a36}', 'ghs_{a36}', 'ghr_{a76}', 'github_pat_{a22}_{a59}', 'glpat-{u20}', 'glrt-{u20}', 'xoxb-{d12}-{d12}-{a24}', 'xoxp-{d12}-{d12}-{d12}-{x32}', 'xapp-1-A{U10}-{d13}-{x64}',
  'https://hooks.slack.com/services/T{U8}/B{U8}/{a24}', 'https://discord.com/api/webhooks/{d18}/{u68}', 'sk_live_{a24}', 'sk_live_51{a97}', 'rk_live_{a24}', 'whsec_{a32}', 'sk-{a20}T3BlbkFJ{a20}', 'sk-proj-{u74}T3BlbkFJ{u74}', 'sk-ant-api03-{u93}AA',
  'AIza{u35}', 'GOCSPX-{u28}', 'ya29.{u68}', '1//0{u44}', 'SG.{u22}.{u43}', 'key-{x32}', '{x32}-us12', 'SK{x32}', 'npm_{a36}', 'pypi-AgEIcHlwaS5vcmc{u70}', 'rubygems_{x48}', 'oy2{l43}', 'dckr_pat_{u27}', 'hf_{a34}', 'shpat_{x32}',
  'dop_v1_{x64}', 'dapi{x32}', 'sl.{u136}', 'ATATT3xFfGF0{u172}', 'ATBB{a32}', 'dp.pt.{a43}', 'lin_api_{a40}', 'secret_{a43}', 'ntn_{d11}{a35}', 'PMAK-{x24}-{x34}', 'pul-{x40}', 'glsa_{a32}_{x8}', 'hvs.{u90}', '{a14}.atlasv1.{u67}', 'HRKU-AA{u58}',
  'NRAK-{U27}', 'NRII-{u32}', 'pscale_tkn_{u43}', 'sntrys_eyJ{a80}_{a43}', 'sntryu_{x64}', 'sq0atp-{u22}', 'sq0csp-{u43}', 'EAAA{u60}', '{d10}:AA{u33}', 'M{a23}.{a6}.{u27}', 'sbp_{x40}', 'tskey-auth-{a16}-{a32}', 'nfp_{a40}', 'rnd_{a32}', 'fm2_{u200}',
  'bkua_{x40}', 'CCIPAT_{a22}_{x40}', 'figd_{u40}', 'lsv2_pt_{x32}_{x10}', 'access-production-{x8}-{x4}-{x4}-{x4}-{x12}', 'pat{a14}.{x64}', 'CFPAT-{u43}', 'fio-u-{u64}', 'dt0c01.{U24}.{U64}', 'EZAK{a54}', 'EAAC{a120}', 'AGE-SECRET-KEY-1{U58}', 'LTAI{a20}', 'AKCp{a69}',
  'v1.0-{x24}-{x146}', 'A3-{U6}-{U11}-{U5}-{U5}-{U5}', 'sha256~{u43}', 'pnu_{l36}', 'rdme_{l70}', 'shippo_live_{x40}', 'sgp_{x16}_{x40}', 'tfp_{u59}', '{a3}8Q~{u34}', 'gsk_{a52}', 'xai-{a80}', 'pplx-{a48}', 'r8_{a37}', 'sk-or-v1-{x64}', 'eyJ{u33}.eyJ{u60}.{u43}',
  'CLOJARS_{x60}', 'ico-{a32}', 's-s4t2ud-{x64}', 'tk-us-{u48}', 'duffel_live_{u43}', 'p8e-{l32}', 'phx_{a43}', 'essu_{u80}', 'xkeysib-{x64}-{a16}', 'gta_{x40}', 'ddp_{a36}', 'sk.eyJ{u80}.{u22}', 'snyk_uat.{x8}.{u60}',
  'postgres://admin:{a12}@db.example.com:5432/app', 'mongodb+srv://root:{a14}@cluster0.example.net/test', 'redis://:{a20}@cache.example.com:6379', 'https://user:{a9}@example.com/x',
]; // prettier-ignore

/** One made-up credential of every format. */
export function vendorSecrets(random: SeededRandom): string[] {
  return FORMATS.map((format) =>
    format.replace(/\{([xUlaubd])(\d+)\}/g, (_whole, kind: keyof typeof ALPHABETS, length: string) =>
      random.string(ALPHABETS[kind], Number(length)),
    ),
  );
}

/** A value that only its surroundings tell: hex, base64 or mixed, 16 to 64 characters. */
export const anySecret = (random: SeededRandom): string =>
  random.string(random.pick([HEX, ANY, BASE64, URL_SAFE]), random.pick([20, 24, 32, 40, 64]));

/** A UUID of version 4. */
export const uuid = (random: SeededRandom): string =>
  `${random.string(HEX, 8)}-${random.string(HEX, 4)}-4${random.string(HEX, 3)}-a${random.string(HEX, 3)}-${random.string(HEX, 12)}`;

/** Hex digits of a length, as in hashes and identifiers. */
export const hex = (random: SeededRandom, length: number): string => random.string(HEX, length);

/** Capitals and digits, as in order numbers and product codes. */
export const code = (random: SeededRandom, length: number): string => random.string(UPPER, length);
