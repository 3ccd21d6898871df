import type { RunContext } from '../runs/context.ts';
import { askModel } from './ask-model.ts';
import type { Prompts } from './prompts/load-prompts.ts';
import type { ExpertCall } from './protocol/conductor-message.ts';
import { parseExpertPython } from './protocol/parse-expert-python.ts';
import { pythonOutput } from './python-output.ts';
import type { SessionTools } from './session-tools.ts';
import type { SessionSettings } from './settings.ts';

/** An expert's reply as the conductor gets it. */
export interface ExpertReply {
  readonly name: string;
  readonly text: string;
}

/** True for Expert Python, also where a conductor numbers it; an "Expert Python Reviewer" reads code, and runs none. */
export function isExpertPython(call: Pick<ExpertCall, 'key'>): boolean {
  return /^expert python(?:[ -]?\d+)?$/.test(call.key);
}

/**
 * Calls one expert: a fresh instance of the model, which sees its name and the instruction and nothing else. If
 * it is Expert Python and asks for its code to be run, the code is run and its output stands below the reply.
 */
export async function callExpert(
  context: RunContext,
  tools: SessionTools,
  settings: SessionSettings,
  prompts: Prompts,
  call: ExpertCall,
): Promise<ExpertReply> {
  const python = settings.python && isExpertPython(call);
  const instruction = prompts.fill(python ? 'expert-python' : 'expert', {
    name: call.name,
    instruction: call.instruction,
  });
  const reply = await askModel(context, tools, settings, 'expert', call.name, [
    { role: 'user', content: instruction },
  ]);
  const run = python ? parseExpertPython(reply.text) : undefined;
  if (run?.code === undefined) return { name: call.name, text: reply.text };
  const answer = await context.call(
    'python',
    tools.python,
    { code: run.code, timeLimitMs: settings.codeTimeMs, outputLimit: settings.outputLimit },
    { label: call.name },
  );
  return { name: call.name, text: `${reply.text}\n\n${pythonOutput(answer)}` };
}
