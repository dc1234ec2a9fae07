/** Signs that some detector looks for, a line for each kind: what it takes to lead one astray. */
export const ALPHABETS: readonly string[] = [
  '@.ab', '"@\\', '0123456789', '0123456789 ', '0123456789-', '01 \n>', '4111 -\n', '+0()-. ', ':/@.a', 'abcdef0123456789:', 'abcdef0123456789:.%', '1.', '12.:/',
  'DEGB0123456789 ', 'AaBbZz09+/=_-', '=: "\'', '<>', '<EMAIL_1>', '([{<)]}>', ' \t', '\r\n', ' \u00a0\u2009\u202f', 'Aa ', '\u0301e', '\ud800\udc00', '王小明 ', 'אבג ', 'ПетрИванов ', '-', '_', '%40a.',
  '01-. ()', '0123456789 -/.()+~', '+1234567890 -()', '0123456789()', '1--4-', '12.,', '<b>/i ', '&#x;<>', '\u0301\u202e1-',
  '&#64;.a', '?&=;#', '|,;\t', '$€£1.,', '°\'"NSEW1.', 'xX0*', '…–—', '\u200b\u200d\ufeff', 'ß', 'İı', '\u{1f600}\u{1f468}', '\u202e\u202d',
]; // prettier-ignore

/** Words and heads of values that make a detector look further. */
export const TRIGGERS: readonly string[] = [
  'password is', 'password:', 'api_key=', 'token', 'secret', 'Bearer', 'ssn', 'social security number', 'passport no.', 'license plate', 'born on', 'geboren am', 'DOB:', 'Dear Mr.', 'Hi', 'Regards,\n', 'my name is',
  'call', 'tel.', 'phone', 'order number', 'john at', 'dot com', '[at]', '_at_', '-dot-', 'address:', 'P.O. Box', 'rue de la', 'Hauptstraße 1', '12 Main', 'Suite 5', 'Apt. 3', 'lat: 1.00', 'https://', 'postgres://a:', '-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----',
  'eyJhbGciOi', 'AKIA', 'ghp_', 'sk_live_', 'xoxb-', 'DE89', 'GB82 WEST', '4111 1111 1111', '+44 20', '(415) 555-', '00 49', 'mac', 'version', 'IBAN', 'visa', 'CPF', 'Steuer-ID', 'login: a /', 'user pass', 'John', 'Müller', 'García', 'Smith,', 'J.', '<EMAIL_1>', '<NAME_2>', 'of of of', 'and', 'is',
]; // prettier-ignore

/** Whole values, as they stand in tickets. */
export const VALUES: readonly string[] = [
  'maria.lopez@example.org', '"odd name"@example.com', 'john at example dot com', '4539 1488 0343 6467', '4539148803436467', 'DE89 3704 0044 0532 0130 00', '536-90-4399', '+44 20 7946 0958', '(415) 555-2671', '203.0.113.77', '2001:db8::1', 'fe80::1%eth0', '00:1A:2B:3C:4D:5E',
  'https://deploy:s3cr3tpw@git.example.org/x', 'ghp_x8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2rT4y', 'password: Hunter2!', '52.520008, 13.404954', 'John Smith', 'MÜLLER', 'o’brien', '221 Baker Street, London', 'Hauptstraße 12, 10115 Berlin', 'Passport no. C01X00T47', 'born on 12 March 1984', 'order 4839-2201', 'v10.0.19045.3570',
  '123e4567-e89b-12d3-a456-426614174000', '2026-03-14T14:03:22Z', 'EUR 1,249.00', '王小明',
]; // prettier-ignore

/** What stands between them. */
export const GAPS: readonly string[] = [
  ' ', '  ', '', '\n', '\n\n', ', ', '. ', '; ', ': ', '-', '/', '(', ') ', '"', "'", '\t', '|', '<', '>', '_', '*', '\u00a0', '=', '\u200b', '@', '.',
]; // prettier-ignore
