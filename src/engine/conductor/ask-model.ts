import type { ChatMessage, ChatReply } from '../models/chat-model.ts';
import type { RunContext } from '../runs/context.ts';
import type { SessionSettings } from './settings.ts';
import type { SessionTools } from './session-tools.ts';

/** Asks the model of one part of the session, with the session's settings. */
export function askModel(
  context: RunContext,
  tools: Pick<SessionTools, 'model'>,
  settings: SessionSettings,
  part: 'conductor' | 'expert',
  label: string,
  messages: readonly ChatMessage[],
): Promise<ChatReply> {
  const { temperature, topP, maxTokens, seed, thinking } = settings;
  return context.call(
    part,
    tools.model,
    {
      model: settings[part],
      messages: [...messages],
      maxTokens,
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(seed === undefined ? {} : { seed }),
      ...(thinking === undefined ? {} : { thinking }),
    },
    { label },
  );
}
