import { type Capabilities, type Refusable, allCapabilities, refusableSchema } from './capabilities.ts';
import { type ServerRefusal, readServerRefusal } from './server-sentence.ts';
import type { WireRequest } from './wire-request.ts';

/** How servers say that they do not take a parameter at all, as against a value out of its range. */
const refusing =
  /unsupported|not.{0,12}support|does ?n[o']t support|unrecogni[sz]ed|unknown|unexpected|extra_forbidden|extra (inputs?|fields?)|not (permitted|allowed|available|implemented|recogni[sz]ed|compatible)|deprecated|only the default|cannot be used|must be verified|no such (parameter|field|argument)/i;
const outOfRange = /less than|greater than|at (least|most)|between|in the range|must be (in|>|<)/i;

const noSystemRole =
  /system (role|message|prompt)s?.{0,40}(not|unsupported|n't)|only (user|supports user).{0,30}role/i;
const mustAlternate = /roles? must alternate|alternat(e|ing) (between )?user/i;

/**
 * What a server's refusal teaches about the model: a lesson that changes the request, or undefined when the
 * refusal is about something else. Only what was really sent can be refused.
 *
 * @param status the HTTP status; templates that raise (llama.cpp) answer 500 to a system role
 */
export function learnRefusal(status: number, body: string, sent: WireRequest): Capabilities | undefined {
  if (status < 400 || [401, 403, 408, 429].includes(status)) return undefined;
  const refusal = readServerRefusal(body);
  const said = refusal.message === '' ? body.slice(0, 2000) : refusal.message.slice(0, 2000);

  if (mustAlternate.test(said) && canFold(sent)) return { ...allCapabilities, roles: 'alternating' };
  if (noSystemRole.test(said) && sent.messages.some(({ role }) => role === 'system')) {
    return { ...allCapabilities, roles: 'folded' };
  }
  // A parameter is judged when the request is read; what fails later (5xx) is about something else.
  if (status >= 500 && status !== 501) return undefined;
  const refused = refusedParameter(refusal, said, sent);
  return refused === undefined ? undefined : { ...allCapabilities, refused: [refused] };
}

function refusedParameter(refusal: ServerRefusal, said: string, sent: WireRequest): Refusable | undefined {
  const parameters = refusableSchema.options.filter((name) =>
    name === 'stream' ? sent.stream : sent[name] !== undefined,
  );
  for (const { loc, msg } of refusal.details) {
    const named = parameters.find((name) => loc?.includes(name));
    if (named !== undefined && (refusing.test(msg) || !outOfRange.test(msg))) return named;
  }
  if (refusal.details.length > 0) return undefined;
  const words = `${said} ${refusal.code} ${refusal.type}`;
  if (!refusing.test(words) || outOfRange.test(said)) return undefined;
  const param = parameters.find((name) => name === refusal.param);
  if (param !== undefined) return param;
  // Longer names first: `stream_options` is not a refusal of `stream`.
  return [...parameters]
    .sort((a, b) => b.length - a.length)
    .find((name) => mentions(said, name) || (name === 'stream' && /\bstream(ing|ed)?\b/i.test(said)));
}

function mentions(sentence: string, name: string): boolean {
  return new RegExp(`(^|[^\\w])${name}($|[^\\w])`, 'i').test(sentence);
}

function canFold(sent: WireRequest): boolean {
  return sent.messages.some(
    ({ role }, index) => role === 'system' || (index > 0 && sent.messages[index - 1]?.role === role),
  );
}
