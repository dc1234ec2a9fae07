/** A further message on a seeded ticket. */
export interface Reply {
  by: 'customer' | 'agent';
  /** A private note when false. Default true. */
  public?: boolean;
  body: string;
}

/**
 * The pattern of one seeded ticket. Texts may hold the placeholders of `fillPlaceholders`,
 * so that every ticket made from a pattern differs.
 */
export interface Template {
  subject: string;
  body: string;
  /** The mail was HTML: the vendor keeps this beside the plain body. */
  html?: string;
  replies?: readonly Reply[];
  /** Tags that people or triggers put on such tickets. */
  tags?: readonly string[];
  channel?: 'email' | 'web' | 'api' | 'mobile' | 'chat';
  attachments?: readonly string[];
  /** The text names a copied person, so there must be one. */
  needsCopiedPerson?: boolean;
  /** Log lines are appended up to this many characters. */
  logLength?: number;
}
