/** A pattern whose first group is a secret, and what such a value must be like. Global. */
export interface CodePattern {
  pattern: RegExp;
  accept: (value: string) => boolean;
}

const CODES =
  /\b(?:cvv2?|cvc2?|csc|(?:card )?(?:security|verification) (?:code|number)|pin(?: ?code| ?number)?|otp|one[- ]time (?:code|password|passcode)|(?:2fa|sms|login|log-in|sign-in|confirmation|authentication|authenticator)(?: code)|2fa|tan|(?:my|your) code(?= is))\b[ \t]{0,2}(?:is|was|:|=|#)?[ \t:]{0,3}(\d{3,8})(?!\d|[.-]\d)/gi;
/** Codes that get into an account without a password, in their blocks. */
const RECOVERY_CODES =
  /\b(?:recovery|backup|rescue|scratch|emergency) (?:codes?|keys?|phrases?)\b[ \t]{0,2}(?:is|are|was|:|=)?[ \t:]{0,3}((?:[A-Za-z0-9]{4,8}-){1,11}(?=[A-Za-z0-9]{0,7}\d)[A-Za-z0-9]{4,8}|\d{4,8}(?: \d{4,8}){1,11})(?![A-Za-z0-9])/gi;
/** Passwords as options of commands, and in the text of a network's QR code. */
const COMMAND_PASSWORD =
  /\b(?:sshpass[ \t]{1,3}-p[ \t]?|mysql(?:dump|admin)?[ \t][^\n]{0,80}?[ \t]-p)["']?([^\s"']{4,128})/gi;
const NETWORK_CODE = /\bWIFI:(?:[A-OQ-Z]:[^;\n]{0,64};){0,4}P:((?:[^;\n\\]|\\.){4,128})/gi;

/** Codes and passwords that stand behind a word or option of their own. */
export const CODE_PATTERNS: readonly CodePattern[] = [
  { pattern: CODES, accept: () => true },
  { pattern: RECOVERY_CODES, accept: () => true },
  { pattern: COMMAND_PASSWORD, accept: (value) => !/^[-$<{]/.test(value) },
  { pattern: NETWORK_CODE, accept: () => true },
];
