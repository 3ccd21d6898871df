import { z } from 'zod';

const detailItemSchema = z.object({
  loc: z.array(z.union([z.string(), z.number()])).optional(),
  msg: z.string(),
});
type DetailItem = z.infer<typeof detailItemSchema>;

/** A server's refusal in the shapes that servers use: OpenAI, FastAPI (vLLM, SGLang, Mistral), Ollama. */
export interface ServerRefusal {
  /** What it says, one string; empty where the body is none of those shapes. */
  readonly message: string;
  readonly code: string;
  readonly type: string;
  readonly param: string;
  /** FastAPI's list of what is wrong where. */
  readonly details: readonly DetailItem[];
}

const text = z.union([z.string(), z.number()]).transform(String).catch('');
const errorSchema = z.object({ message: z.unknown(), code: text, type: text, param: text }).partial();

/** Reads the body of an error response; any text gives an answer. */
export function readServerRefusal(body: string): ServerRefusal {
  const outer = objectIn(body);
  const inner = outer?.error ?? outer;
  const error = errorSchema.safeParse(typeof inner === 'string' ? { message: inner } : inner);
  const fields = error.success ? error.data : {};
  // FastAPI's list stands under `detail`, Mistral's under `message` or `message.detail`.
  const details = [outer?.detail, fields.message, objectOf(fields.message)?.detail].flatMap(listOfDetails);
  const sentence =
    [fields.message, outer?.detail].find((value) => typeof value === 'string') ?? details[0]?.msg ?? '';
  return {
    message: sentence,
    code: fields.code ?? '',
    type: fields.type ?? '',
    param: fields.param ?? '',
    details,
  };
}

function listOfDetails(value: unknown): DetailItem[] {
  const parsed = z.array(detailItemSchema).safeParse(value);
  return parsed.success ? parsed.data : [];
}

function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    return objectOf(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const longestQuote = 300;

/**
 * A server's words as they may stand in an error: one line, short, without control characters, and without
 * anything that looks like a key (servers quote the key they refuse).
 */
export function quoteServer(sentence: string, key?: string): string {
  let quoted = sentence;
  if (key !== undefined && key.length > 0) quoted = quoted.split(key).join('[key]');
  quoted = quoted
    .slice(0, longestQuote * 8)
    .replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 [key]')
    .replace(/\b(sk|pk|rk|gsk|xai|hf|key|api)[-_][\w*.…-]{6,}/gi, '[key]')
    // eslint-disable-next-line no-control-regex -- a server's words end up on terminals
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  return quoted.length > longestQuote ? `${quoted.slice(0, longestQuote)}…` : quoted;
}
