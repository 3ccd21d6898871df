import { UserError } from '../user-error.ts';

/** What can go wrong between us and a model, as far as a person could do something about it. A closed list. */
export type ModelErrorCode = keyof typeof explanations;

interface Explanation {
  /** What happened, said of `who`; `detail` is what the server or the system said, when it says more. */
  readonly message: (who: string, detail: string) => string;
  readonly hint: string;
  /** Whether the same request may succeed a moment later. */
  readonly passing: boolean;
}

const said = (sentence: string, detail: string): string =>
  detail ? `${sentence}: ${detail}${/[.!?…]$/.test(detail) ? '' : '.'}` : `${sentence}.`;

const explanations = {
  'model-reference-invalid': {
    message: (who, detail) => said(`“${who}” is not a model reference`, detail),
    hint: 'A reference looks like openai:NAME, http://127.0.0.1:8000/v1#NAME, https://HOST/v1#NAME, vscode:VENDOR/NAME, embedded:NAME, recorded:FILE.jsonl or simulated:NAME.',
    passing: false,
  },
  'model-scheme-unavailable': {
    message: (who, detail) => said(`${who} cannot be used here`, detail),
    hint: 'Choose a model of another kind, or use Baton where that kind exists.',
    passing: false,
  },
  'model-key-missing': {
    message: (who) => `${who} needs an API key, and none is set.`,
    hint: 'Set the key in the editor (Baton: Set API Key), or in the environment (OPENAI_API_KEY, or BATON_API_KEY_ and the host).',
    passing: false,
  },
  'model-key-malformed': {
    message: (who) =>
      `The API key for ${who} holds characters that no key has (a space, a line break, a quote).`,
    hint: 'Set the key again, copied without anything around it.',
    passing: false,
  },
  'model-key-exposed': {
    message: (who) =>
      `${who} is reached over plain http from another machine, and the API key would be readable on the way.`,
    hint: 'Use https, tunnel the port to this machine (ssh -L), or remove the key if the server needs none.',
    passing: false,
  },
  'model-unauthorized': {
    message: (who) => `${who} does not accept the API key (401).`,
    hint: 'Check that the key is for this server and still valid, and set it again.',
    passing: false,
  },
  'model-forbidden': {
    message: (who, detail) => said(`${who} refuses access (403)`, detail),
    hint: 'The key may lack the right to this model, or the server may refuse this network.',
    passing: false,
  },
  'model-unknown': {
    message: (who, detail) => said(`The server does not have the model ${who}`, detail),
    hint: 'Check the name; “Check model” lists what the server has.',
    passing: false,
  },
  'model-endpoint-missing': {
    message: (who, detail) => said(`There is no chat endpoint at ${who} (404)`, detail),
    hint: 'The base URL usually ends in /v1.',
    passing: false,
  },
  'model-context-exceeded': {
    message: (who, detail) => said(`The request is longer than ${who} can take`, detail),
    hint: 'Shorten the prompt, lower the limit of tokens a reply, or choose a model with a longer context.',
    passing: false,
  },
  'model-content-refused': {
    message: (who, detail) => said(`The server of ${who} refused the content of the request`, detail),
    hint: 'The server filters content; change the prompt, or use another model.',
    passing: false,
  },
  'model-request-refused': {
    message: (who, detail) => said(`${who} refused the request`, detail),
    hint: 'What the server said names the cause; “Check model” shows what it accepts.',
    passing: false,
  },
  'model-rate-limited': {
    message: (who, detail) => said(`${who} is limiting requests (429)`, detail),
    hint: 'Wait, or lower the number of lanes that run at once.',
    passing: true,
  },
  'model-quota-exhausted': {
    message: (who, detail) => said(`The account for ${who} has no quota left`, detail),
    hint: 'Check the plan and the billing of the account.',
    passing: false,
  },
  'model-server-failed': {
    message: (who, detail) => said(`The server of ${who} failed`, detail),
    hint: 'Look at the log of the server, or try again later.',
    passing: true,
  },
  'model-unreachable': {
    message: (who, detail) => said(`Nothing answers at ${who}`, detail),
    hint: 'Start the server, or check the host and the port.',
    passing: true,
  },
  'model-host-unknown': {
    message: (who, detail) => said(`The host of ${who} has no address`, detail),
    hint: 'Check the host name and the network.',
    passing: false,
  },
  'model-tls-failed': {
    message: (who, detail) => said(`No secure connection to ${who}`, detail),
    hint: 'Check the certificate of the server; for one of your own, start Baton with NODE_EXTRA_CA_CERTS.',
    passing: false,
  },
  'model-redirected': {
    message: (who, detail) => said(`${who} sends its clients elsewhere`, detail),
    hint: 'Redirects are not followed, since key and prompt would go along; put the final address into the reference.',
    passing: false,
  },
  'model-connection-lost': {
    message: (who, detail) => said(`The connection to ${who} broke in the middle of a reply`, detail),
    hint: 'Check the network, or a proxy in between that cuts long replies.',
    passing: true,
  },
  'model-silent': {
    message: (who, detail) => said(`${who} did not begin to answer`, detail),
    hint: 'The server may be loading the model or be overloaded; try again, or raise the limit.',
    passing: true,
  },
  'model-stalled': {
    message: (who, detail) => said(`${who} stopped in the middle of a reply`, detail),
    hint: 'The server may be overloaded; try again, or raise the limit.',
    passing: true,
  },
  'model-too-slow': {
    message: (who, detail) => said(`${who} did not finish in time`, detail),
    hint: 'Ask for fewer tokens, or raise the limit.',
    passing: false,
  },
  'model-too-long': {
    message: (who, detail) => said(`${who} sent more than a reply can hold`, detail),
    hint: 'The server may be repeating itself without end; set a limit of tokens.',
    passing: false,
  },
  'model-not-an-api': {
    message: (who, detail) => said(`${who} answered with a page, not with a chat reply`, detail),
    hint: 'The address may be a website or a login page; the base URL of an API usually ends in /v1.',
    passing: false,
  },
  'model-reply-invalid': {
    message: (who, detail) => said(`${who} sent what is not a chat reply`, detail),
    hint: 'The server does not speak the OpenAI chat protocol here; check the base URL and the server.',
    passing: false,
  },
  'model-reply-empty': {
    message: (who, detail) => said(`${who} sent a reply with nothing in it`, detail),
    hint: 'The server may filter content or run a template that does not fit the model.',
    passing: false,
  },
  'model-recording-unreadable': {
    message: (who, detail) => said(`The recording of ${who} cannot be used`, detail),
    hint: 'A recording is a .jsonl file; docs/models.md describes its lines.',
    passing: false,
  },
  'model-not-recorded': {
    message: (who, detail) => said(`${who} has no reply for this request`, detail),
    hint: 'A recording answers only what was asked when it was made: record again, or use a real model.',
    passing: false,
  },
  'editor-model-missing': {
    message: (who, detail) => said(`The editor does not offer ${who}`, detail),
    hint: 'Install or enable the extension that brings it and sign in there, or choose another model.',
    passing: false,
  },
  'editor-model-unasked': {
    message: (who) =>
      `VS Code has not yet asked you whether Baton may use ${who}, and asks only when you act.`,
    hint: 'Run “Baton: Check Model”, or press Solve, and allow it in the dialog.',
    passing: false,
  },
  'editor-model-not-allowed': {
    message: (who, detail) => said(`Baton may not use ${who}`, detail),
    hint: 'Allow it in the editor (Accounts menu, “Manage Language Model Access…”), or choose another model.',
    passing: false,
  },
  'editor-model-blocked': {
    message: (who, detail) => said(`The editor blocks requests to ${who} for now`, detail),
    hint: 'A quota may be used up: look at the plan of the extension that brings the model, wait, or choose another model.',
    passing: false,
  },
  'editor-model-failed': {
    message: (who, detail) => said(`${who} failed inside the editor`, detail),
    hint: 'Try again; if it stays, look at the output of the extension that brings the model.',
    passing: true,
  },
} as const satisfies Record<string, Explanation>;

export const modelErrorCodes: readonly ModelErrorCode[] = Object.keys(explanations).filter(
  (code): code is ModelErrorCode => code in explanations,
);

/** Facts about a failure beyond its sentence, for retries and for learning what a server lacks. */
export interface FailureFacts {
  /** What the server or the system said. Must be free of secrets: see `quoteServer`. */
  readonly detail?: string | undefined;
  readonly status?: number | undefined;
  /** How long the server asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The body of the server's refusal: never shown, only read by `learnRefusal`. */
  readonly refusal?: string | undefined;
  readonly cause?: unknown;
}

/** A failure of a model, or on the way to it. */
export class ModelError extends UserError {
  declare readonly code: ModelErrorCode;
  /** Whether the same request may succeed a moment later. */
  readonly passing: boolean;
  readonly facts: FailureFacts;

  /** @param who what failed, as a person names it: a model reference */
  constructor(code: ModelErrorCode, who: string, facts: FailureFacts = {}) {
    const { message, hint, passing }: Explanation = explanations[code];
    super(
      code,
      message(who, facts.detail ?? ''),
      hint,
      facts.cause === undefined ? {} : { cause: facts.cause },
    );
    this.name = 'ModelError';
    this.passing = passing;
    // Kept off the visible object: a refusal may quote the prompt, and loggers print what they can enumerate.
    this.facts = facts;
    Object.defineProperty(this, 'facts', { enumerable: false });
  }
}
