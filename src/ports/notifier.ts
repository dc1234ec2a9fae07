import type { ChannelName, Notice } from '../domain/alerts/deliveries.js';

/** An address beside a message. */
export interface AlertLink {
  text: string;
  href: string;
}

/** A notice in words, ready to be told. */
export interface AlertMessage {
  notice: Notice;
  /** Names the incident for vendors that deduplicate; at most 255 characters. */
  dedupKey: string;
  /** Who speaks: the installation's name. */
  source: string;
  /** One line. */
  title: string;
  /** What was found, and what to do first. Sentences, plain text. */
  sentences: string[];
  links: AlertLink[];
  /** Recipients that are still owed it, by key (`NotifierError.refused`); absent: everybody of the channel. */
  only?: readonly string[];
}

/** A way to reach people. One request, no retries, obeys `signal`. */
export interface Notifier {
  readonly channel: ChannelName;
  /** Telling the same twice is harmless. */
  readonly deduplicates: boolean;
  /** @throws {NotifierError} */
  tell(message: AlertMessage, signal?: AbortSignal): Promise<void>;
}

/** An e-mail. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
  /** Without brackets; the same for a mail that is sent again, so that mail servers and programs can tell. */
  messageId: string;
  /** Recipients that are still owed it, by key (`NotifierError.refused`); absent: everybody. */
  only?: readonly string[];
}

/** Sends e-mail to the configured people. */
export interface Mailer {
  /** @throws {NotifierError} */
  send(mail: Mail, signal?: AbortSignal): Promise<void>;
  /** Resolves when the server takes our credentials. Sends nothing. @throws {NotifierError} */
  verify(): Promise<void>;
}

/**
 * Why a message was not told. `refused`: it never will be, as it is set up. `unavailable`: nothing was told; later it may
 * be. `uncertain`: no answer came, so it may have been told. `partly`: some recipients were told, the others were refused.
 */
export type NotifierErrorKind = 'refused' | 'unavailable' | 'uncertain' | 'partly';

/** Thrown by every notifier. The message names channel and outcome; never an address, a key, or what was to be told. */
export class NotifierError extends Error {
  override readonly name = 'NotifierError';
  readonly kind: NotifierErrorKind;
  readonly retryAfterMs: number | undefined;
  /** Of `partly`: keys of the recipients that were not told. A key is made from an address and does not show it. */
  readonly refused: readonly string[];

  constructor(
    message: string,
    options: {
      kind: NotifierErrorKind;
      retryAfterMs?: number | undefined;
      refused?: readonly string[] | undefined;
    },
  ) {
    super(message);
    this.kind = options.kind;
    this.retryAfterMs = options.retryAfterMs;
    this.refused = options.refused ?? [];
  }
}

/** Takes note of what alerts do, for those who watch it. Returns at once, never throws. */
export interface AlertMetrics {
  /** Every attempt. */
  told(attempt: { channel: ChannelName; result: 'taken' | NotifierErrorKind }): void;
  /** A round through every channel that is set up, in which none took it. */
  nobodyTold(): void;
}
