import type { ChatReply } from './chat-model.ts';
import { type CheckStep, type ModelCheck, step } from './model-check.ts';

type Speed = Pick<ModelCheck, 'latencyMs' | 'firstTokenMs' | 'tokensPerSecond'>;

/** What one reply shows about its model. @param expected the word that the system message asked for */
export function checkReply(
  reply: ChatReply,
  expected: string,
): { readonly steps: CheckStep[]; readonly speed: Speed } {
  const adjusted = reply.adjusted ?? [];
  const changed = (start: string): boolean => adjusted.some((note) => note.startsWith(start));
  const followed = reply.text.toLowerCase().includes(expected);
  const speed = speedOf(reply);
  const steps = [
    reply.text.trim() === ''
      ? step('replies', 'failed', `It finished (${reply.finishReason}) without a reply.`)
      : step('replies', 'ok', `It replies, in ${Math.round(reply.latencyMs)} ms.`),
    reply.firstTokenMs === undefined
      ? step('streams', 'failed', 'It replies at once when it is done, without streaming.')
      : step('streams', 'ok', `It streams; the first text came after ${Math.round(reply.firstTokenMs)} ms.`),
    systemStep(changed('system role'), followed),
    temperatureStep(adjusted),
    reply.usage.estimated
      ? step('usage', 'failed', 'It does not count tokens; Baton estimates them from the text.')
      : step(
          'usage',
          'ok',
          `It counts tokens: ${reply.usage.promptTokens} in, ${reply.usage.completionTokens} out.`,
        ),
    reply.reasoning === undefined
      ? step('reasoning', 'unknown', 'It showed no reasoning here.')
      : step('reasoning', 'ok', 'It shows its reasoning, apart from the reply.'),
    speed.tokensPerSecond === undefined
      ? step('speed', 'unknown', 'The reply was too short, or not streamed, to tell the speed.')
      : step('speed', 'ok', `About ${rounded(speed.tokensPerSecond)} tokens a second, in one reply.`),
  ];
  return { steps, speed };
}

/** The steps after the listing, where nothing replied. */
export function unanswered(): CheckStep[] {
  const names = ['replies', 'streams', 'system-role', 'temperature', 'usage', 'reasoning', 'speed'] as const;
  return names.map((name) => step(name, 'unknown', 'Not tried: the model did not reply.'));
}

function systemStep(folded: boolean, followed: boolean): CheckStep {
  if (folded)
    return step('system-role', 'failed', 'It has no system role; Baton puts it into the user message.');
  return followed
    ? step('system-role', 'ok', 'It takes a system message, and followed it.')
    : step('system-role', 'unknown', 'It takes a system message, but did not follow it here.');
}

function temperatureStep(adjusted: readonly string[]): CheckStep {
  const note = adjusted.find((each) => each.startsWith('temperature:'));
  if (note === undefined) return step('temperature', 'ok', 'It takes a temperature.');
  return note === 'temperature: not confirmed'
    ? step('temperature', 'unknown', 'A temperature is passed on; nothing says whether it is honoured.')
    : step('temperature', 'failed', 'It does not take a temperature; requests go without one.');
}

/** Two digits; one reply tells no more. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** Too few tokens, or all of them in one piece, say nothing about speed. */
const fewestTokens = 8;

function speedOf({ latencyMs, firstTokenMs, usage }: ChatReply): Speed {
  if (firstTokenMs === undefined) return { latencyMs };
  const seconds = (latencyMs - firstTokenMs) / 1000;
  const tokens = usage.completionTokens - 1;
  if (tokens < fewestTokens || seconds <= 0) return { latencyMs, firstTokenMs };
  return { latencyMs, firstTokenMs, tokensPerSecond: tokens / seconds };
}
