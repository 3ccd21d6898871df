/** How long and how much a model may take. */
export interface ModelLimits {
  /**
   * From dispatch to the first byte of the body, in milliseconds. Generous, since a local server may load the
   * model first. Node's own fetch gives up after 300 s without headers, so a longer limit helps only where the
   * server sends its headers early, as streaming servers do.
   */
  readonly firstByteMs: number;
  /** Between two pieces of the body, in milliseconds. */
  readonly idleMs: number;
  /** The whole call, its retries and waits included, in milliseconds. */
  readonly totalMs: number;
  /** Attempts in all, the first one included; refused parameters do not count. */
  readonly attempts: number;
  /** The longest that a server may ask us to wait (`Retry-After`), in milliseconds. */
  readonly longestWaitMs: number;
  /** Reply and reasoning together, in UTF-16 code units; what is longer is cut and finishes as `length`. */
  readonly replyLength: number;
  /** Bytes of one response body, whatever it holds. */
  readonly bodyBytes: number;
  /** Bytes of one streamed event. */
  readonly eventBytes: number;
}

export const defaultLimits: ModelLimits = {
  firstByteMs: 120_000,
  idleMs: 60_000,
  totalMs: 30 * 60_000,
  attempts: 5,
  longestWaitMs: 5 * 60_000,
  replyLength: 4_000_000,
  // A token costs about 250 bytes of SSE; 256k tokens is the most that a public model writes in one reply.
  bodyBytes: 64 * 1024 * 1024,
  eventBytes: 1024 * 1024,
};
