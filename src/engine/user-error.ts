/**
 * An error a person can act on: it says what happened, to what, and what to do next. Anything else that is
 * thrown is a bug and is shown as one.
 *
 * @see docs/architecture.md, "Errors"
 */
export class UserError extends Error {
  /** A stable, kebab-case name that tests, the CLI and the editor can switch on. */
  readonly code: string;
  /** What to do next, one sentence; empty when there is nothing to add. */
  readonly hint: string;

  constructor(code: string, message: string, hint = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.code = code;
    this.hint = hint;
  }
}

/** What a person is shown of any thrown value: the message and hint of a UserError, a bug's name and message. */
export function describeError(error: unknown): string {
  if (error instanceof UserError) return error.hint ? `${error.message} ${error.hint}` : error.message;
  if (error instanceof Error) return `Baton has a bug: ${error.name}: ${error.message}`;
  return `Baton has a bug: ${String(error)}`;
}
