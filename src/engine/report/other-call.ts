import { z } from 'zod';
import { html, type Html } from './html.ts';
import { jsonBlock, textBlock } from './text-block.ts';

const wordsSchema = z.object({ messages: z.array(z.string()) });

/** What a person said, taken at the start of a round. */
export function personCall(
  request: unknown,
  answer: unknown,
): { readonly asked: Html; readonly answered: Html | undefined } | undefined {
  const said = wordsSchema.safeParse(answer);
  if (!said.success) return undefined;
  const { messages } = said.data;
  return {
    asked: html``,
    answered:
      messages.length === 0
        ? html`<p class="nothing">Said nothing.</p>`
        : html`${messages.map(
            (message) =>
              html`<div class="message message-person"><div class="role">said</div>${textBlock(message)}</div>
`,
          )}`,
  };
}

/** A call of a tool that the report does not know: its request and its answer as they are. */
export function otherCall(
  request: unknown,
  answer: unknown,
): { readonly asked: Html; readonly answered: Html | undefined } {
  return {
    asked: html`<div class="message"><div class="role">request</div>${jsonBlock(request)}</div>
`,
    answered:
      answer === undefined
        ? undefined
        : html`<div class="message message-reply"><div class="role">answer</div>${jsonBlock(answer)}</div>
`,
  };
}
