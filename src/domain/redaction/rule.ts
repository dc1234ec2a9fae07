/** One country's number: how it is written and how its check digits are verified. */
export interface NationalIdRule {
  /** ISO 3166 alpha-2 of the issuer. */
  country: string;
  name: string;
  /** The forms it is written in, as the source of an expression without anchors or capturing groups. */
  written: string;
  /** Check over the letters and digits alone, upper case. */
  holds: (compact: string) => boolean;
  /**
   * When the form and the check suffice: `anywhere` for forms or checks that nothing else meets by chance,
   * `at home` only for the tenant's own region. Beside a word for such a number every form counts.
   */
  alone: 'anywhere' | 'at home';
}
