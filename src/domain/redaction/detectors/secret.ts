import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { entropyBits, isStandIn } from '../digits.js';
import { secretsInContext } from './secret-context.js';

/** Below this a value of a known format is a documentation mask such as xxxx-1111. */
const MIN_FORMAT_BITS = 2.6;

const PEM_BEGIN = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_TEXT = /^[A-Za-z0-9+/=\s,:"'>|\\-]*$/;
const PEM_TORN = /(?:(?:\\n|[\s"'>|]){0,6}[A-Za-z0-9+/=]{40,100}){1,200}/y;
const MIN_KEY_UNITS = 40;
const MAX_KEY_UNITS = 20_000;

/** Private keys in PEM, also with escaped line breaks or torn off before the end. @see RFC 7468 */
function pemCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  const begins = allMatches(text, PEM_BEGIN);
  const ends = begins.length === 0 ? [] : allMatches(text, PEM_END);
  let nextEnd = 0;
  begins.forEach((begin, position) => {
    const bodyStart = begin.index + begin[0].length;
    const limit = Math.min(begins[position + 1]?.index ?? text.length, bodyStart + MAX_KEY_UNITS);
    while ((ends[nextEnd]?.index ?? text.length) < bodyStart) nextEnd += 1;
    const end = ends[nextEnd];
    const isWhole =
      end !== undefined && end.index <= limit && PEM_TEXT.test(text.slice(bodyStart, end.index));
    const keyEnd = isWhole ? end.index : tornKeyEnd(text, bodyStart);
    if (keyEnd - bodyStart < MIN_KEY_UNITS) return;
    found.push({ start: begin.index, end: isWhole ? end.index + end[0].length : keyEnd, type: 'SECRET' });
  });
  return found;
}

function tornKeyEnd(text: string, bodyStart: number): number {
  PEM_TORN.lastIndex = bodyStart;
  return bodyStart + (PEM_TORN.exec(text)?.[0].length ?? 0);
}

function formatCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const token of allMatches(text, LONG_TOKEN)) {
    if (!/[0-9]|[a-z][A-Z]/.test(token[0])) continue;
    for (const match of allMatches(token[0], SECRET_FORMATS)) {
      const value = match[0];
      if (/(.)\1{7,}|EXAMPLE(?:KEY)?$/.test(value) || entropyBits(value.slice(0, 200)) < MIN_FORMAT_BITS)
        continue;
      const start = token.index + match.index;
      found.push({ start, end: start + value.length, type: 'SECRET' });
    }
  }
  return found;
}

/** The private part of a key in PuTTY's own format. @see PuTTY user manual, appendix C, "PPK file format" */
const PUTTY_PRIVATE = /Private-Lines: \d{1,3}[\s>|]{1,8}(?:[A-Za-z0-9+/]{4,64}={0,2}[\s>|]{1,8}){1,100}/g;

const puttyCandidates = (text: string): Candidate[] =>
  allMatches(text, PUTTY_PRIVATE).map(({ 0: written, index }) => ({
    ...{ start: index + written.search(/\d[\s>|]/) + 1, end: index + written.trimEnd().length },
    type: 'SECRET',
  }));

/** Keys, tokens and passwords: by format, as PEM or JWT, and by entropy beside a word for a secret. */
export const secretDetector: Detector = {
  name: 'secret',
  detect: ({ text }) => [
    ...pemCandidates(text),
    ...puttyCandidates(text),
    ...formatCandidates(text),
    ...secretsInContext(text).filter((candidate) => !isStandIn(text.slice(candidate.start, candidate.end))),
  ],
};

/**
 * Credentials that their own format gives away. Prefixes and lengths are those in the issuers' public
 * documentation (linked by name); each is searched inside one unbroken token, after a non-alphanumeric.
 */
const FORMATS: readonly string[] = [
  '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z0-9]{16}(?![A-Za-z0-9])', // AWS
  'ABSK[A-Za-z0-9+/]{109,269}={0,2}', 'bedrock-api-key-[A-Za-z0-9+/=]{60,}', // AWS Bedrock
  'gh[pousr]_[A-Za-z0-9]{36,255}', 'github_pat_[A-Za-z0-9_]{22,255}', // GitHub
  'gl(?:pat|ptt|dt|rt|ft|soat|imt|cbt|agent|oas|rtr|ffct|wt)-[A-Za-z0-9_=-]{20,300}(?:\\.[\\w.]{5,30})?', 'GR1348941[A-Za-z0-9_-]{20}', // GitLab
  'xox[abeoprs]-[A-Za-z0-9-]{10,250}', 'xoxe\\.xox[bp]-\\d-[A-Za-z0-9]{100,200}', 'xapp-\\d-[A-Za-z0-9]{6,20}-\\d{6,20}-[a-z0-9]{32,80}', // Slack
  '[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,255}', 'whsec_[A-Za-z0-9+/=]{24,80}', // Stripe
  'sk-(?:ant-|proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9_-]{20,255}', 'gsk_[A-Za-z0-9]{40,80}', 'xai-[A-Za-z0-9]{60,120}', 'pplx-[A-Za-z0-9]{32,80}', 'r8_[A-Za-z0-9]{30,60}', // model APIs
  'AIza[A-Za-z0-9_-]{35}', 'GOCSPX-[A-Za-z0-9_-]{24,40}', 'ya29\\.[A-Za-z0-9_-]{30,300}', '1//0[A-Za-z0-9_-]{40,120}', // Google
  'SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}', 'key-[a-f0-9]{32}', '(?:SK|AC)[0-9a-f]{32}', '[0-9a-f]{32}-us\\d{1,2}', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}', // mail and SMS
  'npm_[A-Za-z0-9]{36}', 'pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,300}', 'rubygems_[a-f0-9]{48}', 'oy2[a-z0-9]{43}', 'CLOJARS_[A-Za-z0-9]{60}', 'dckr_pat_[A-Za-z0-9_-]{20,60}', // registries
  '(?:hf|api_org)_[A-Za-z0-9]{30,50}', 'shp(?:at|ca|pa|ss|tka)_[A-Fa-f0-9]{32}', 'do[opr]_v1_[a-f0-9]{64}', 'dapi[a-f0-9]{32}(?:-\\d)?',
  'sl\\.[A-Za-z0-9_=-]{60,200}', 'ATATT3[A-Za-z0-9_=-]{60,250}', 'ATCTT3[A-Za-z0-9_=-]{60,250}', 'ATBB[A-Za-z0-9]{28,40}', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9.]{30,60}', 'lin_(?:api|oauth)_[A-Za-z0-9]{32,64}',
  'ntn_[A-Za-z0-9]{40,50}', 'secret_[A-Za-z0-9]{43}', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}', 'pul-[a-f0-9]{40}', 'gl(?:sa|c)_[A-Za-z0-9+/_=-]{32,400}', 'eyJrIjoi[A-Za-z0-9+/=_-]{40,400}',
  'hv[sbr]\\.[A-Za-z0-9_-]{24,300}', 'hvb\\.[A-Za-z0-9_-]{100,300}', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}', 'HRKU-[A-Za-z0-9_-]{36,64}', 'FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,48}', 'FLWPUBK(?:_TEST)?-[A-Za-z0-9]{12,48}',
  'fio-u-[A-Za-z0-9_=-]{64}', 'duffel_(?:test|live)_[A-Za-z0-9_=-]{43}', 'dt0[a-z]01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}', 'EZ[AT]K[A-Za-z0-9]{54}', 'EAAA[A-Za-z0-9_-]{60}', 'EAA[A-Z][A-Za-z0-9]{20,300}', '\\d{13,17}\\|[A-Za-z0-9_-]{26,28}',
  'p8e-[A-Za-z0-9]{32}', 'AGE-SECRET-KEY-1[A-Z0-9]{58}', 'LTAI[A-Za-z0-9]{12,24}', 'AKCp[A-Za-z0-9]{64,74}', 'cmVmd[A-Za-z0-9]{59}', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}', '4b1d[A-Za-z0-9]{38}', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}',
  'CFPAT-[A-Za-z0-9_-]{43}', 'dnkey-[A-Za-z0-9_=-]{26}-[A-Za-z0-9_=-]{52}', 'ico-[A-Za-z0-9]{32}', 's-s4t2(?:ud|af)-[a-f0-9]{64}', 'NR(?:AK|JS|II|AA|RA)-[A-Za-z0-9_-]{19,40}', 'API-[A-Z0-9]{26}(?![A-Za-z0-9])',
  'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}', 'ops_eyJ[A-Za-z0-9+/]{200,}={0,3}', 'sha256~[A-Za-z0-9_-]{43}', 'pscale_(?:tkn|oauth|pw|pk)_[A-Za-z0-9_=.-]{32,64}', 'pnu_[A-Za-z0-9]{36}',
  'rdme_[a-z0-9]{70}', 'sntry[su]_[A-Za-z0-9+/=_-]{40,400}', 'sm_(?:aat|pat|sat)_[A-Za-z0-9]{16}', 'shippo_(?:live|test)_[a-f0-9]{40}', 'sgp_(?:[A-Fa-f0-9]{16}_|local_)?[A-Fa-f0-9]{40}(?![A-Za-z0-9])', 'sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}',
  '\\d{8,10}:A[A-Za-z0-9_-]{34}', 'tfp_[A-Za-z0-9._=-]{40,64}', 't1\\.[A-Z0-9a-z_-]+={0,2}\\.[A-Z0-9a-z_-]{80,90}={0,2}', 'AQVN[A-Za-z0-9_-]{35,38}', 'YC[A-Za-z0-9_-]{38}', '[sp]k\\.eyJ[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,40}',
  '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', '(?:pat|sat)\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}', 'tk-us-[A-Za-z0-9_-]{48}', 'sq[pua]_[A-Za-z0-9]{40}', 'sbp_[a-f0-9]{40}', 'sb_secret_[A-Za-z0-9_-]{20,60}', 'tskey-[a-z]{3,10}-[A-Za-z0-9-]{20,60}',
  'nfp_[A-Za-z0-9]{36,40}', 'rnd_[A-Za-z0-9]{28,40}', 'fo1_[A-Za-z0-9_-]{43}', 'fm[12][ar]?_[A-Za-z0-9+/=_-]{100,}', 'bkua_[a-z0-9]{40}', 'CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}', 'fig[dou]r?_[A-Za-z0-9_-]{40,60}', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}',
  'access-(?:sandbox|development|production)-[a-f0-9]{8}-[a-f0-9-]{27}', '(?:live|test)_(?:pub_)?[a-f0-9]{31,35}(?![A-Za-z0-9])', '[A-Za-z0-9_~.-]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])(?!\\.[A-Za-z0-9])',
  'co_api_[A-Za-z0-9]{30,}', 'phc_[A-Za-z0-9]{43}', 'phx_[A-Za-z0-9]{43}', 'sdk-[a-f0-9]{8}-[a-f0-9-]{27}', 'patU[A-Za-z0-9]{20,}', 'pk_live_[A-Za-z0-9]{20,}', 'amzn\\.mws\\.[a-f0-9-]{36}', 'b_[A-Za-z0-9=_-]{44}(?![A-Za-z0-9=_-])',
  '[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}', 'essu_[A-Za-z0-9+/=_-]{40,200}', 'snyk_(?:uat|sat|oat)\\.[A-Za-z0-9]{8}\\.[A-Za-z0-9_.-]{40,200}', 'gta?_[a-f0-9]{40}', 'cio[A-Za-z0-9]{32}(?![A-Za-z0-9])', 'dd[pow]_[A-Za-z0-9]{36}', 'cflt[A-Za-z0-9+/_-]{60}', // Discord, Elastic, Snyk, Gitea, crates.io, Deno, Confluent
  'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}', 'glagent-[A-Za-z0-9_-]{50}', 'sk_[a-z]{2,8}_[A-Za-z0-9]{40,64}', 'mfa\\.[A-Za-z0-9_-]{84}', 'ATCTT3[A-Za-z0-9_=-]{60,250}', 'NRSP-us[a-f0-9]{32}', 'whsec_[a-f0-9]{32,64}', 'tr_(?:dev|prod)_[A-Za-z0-9]{20,40}', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', 'pk_prod_[A-Z0-9]{28}', 'sq0i[a-z]{2}-[A-Za-z0-9_-]{22,43}', 'ark_[A-Za-z0-9]{40}',
  'zpka_[a-z0-9]{32}_[a-z0-9]{8}', 'wxp_[A-Za-z0-9]{40}', 'vc[pik]_[A-Za-z0-9]{50,60}', 'ABTA[A-Za-z0-9+/]{40,}', 'APKA[A-Z0-9]{16}', 'figo_[A-Za-z0-9_-]{40}', 'dop_v1_[a-f0-9]{64}', 'doppler_[A-Za-z0-9]{40}', 'ey[JI][A-Za-z0-9_-]{8,}\\.ey[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{0,}={0,2}', // JWT, RFC 7519
  'eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{0,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,}', // JWE in five parts, RFC 7516
  'pcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{40,80}', 'nvapi-[A-Za-z0-9_-]{60,70}', 'tvly-(?:dev-|prod-)?[A-Za-z0-9-]{28,48}', 'jina_[A-Za-z0-9_-]{50,70}', 'e2b_[a-f0-9]{40}', 'apify_(?:api|proxy|ui)_[A-Za-z0-9]{30,40}', 'fw_[A-Za-z0-9]{22,26}(?![A-Za-z0-9])', 'sk_[a-f0-9]{48}(?![A-Za-z0-9])', // model and search APIs
  'vercel_blob_rw_[A-Za-z0-9]{10,24}_[A-Za-z0-9]{24,40}', 'rzp_(?:live|test)_[A-Za-z0-9]{14}(?![A-Za-z0-9])', 'pdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}', 'pk_[a-f0-9]{34}(?![A-Za-z0-9])', 'pat-(?:na|eu|ap)\\d-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}', 'AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{130,150}', // Vercel, Razorpay, Paddle, Klaviyo, HubSpot, Firebase
  '5[HJK][1-9A-HJ-NP-Za-km-z]{49}(?![A-Za-z0-9])', '[KL][1-9A-HJ-NP-Za-km-z]{51}(?![A-Za-z0-9])', '[xyz]prv[1-9A-HJ-NP-Za-km-z]{107,108}(?![A-Za-z0-9])', // private keys of Bitcoin wallets, BIP 32
]; // prettier-ignore

/** One expression over all formats; global, so reset or matchAll it. */
export const SECRET_FORMATS = new RegExp(`(?<![A-Za-z0-9])(?:${FORMATS.join('|')})`, 'g');

/** The same for JWTs broken into parts that only their header tells. @see RFC 7515 §3.1 */
export const LONG_TOKEN = /[A-Za-z0-9_~+/=|:%.$-]{20,}/g;
