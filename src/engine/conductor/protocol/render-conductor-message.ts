import type { Block, ConductorMessage } from './conductor-message.ts';
import { quotedBlock } from './quoted-block.ts';

/**
 * Writes a parsed message in the protocol's canonical form: each block under its heading, a blank line between
 * blocks. Reading it back gives the same blocks; only positions, and what diagnostics said of the form, differ.
 */
export function renderConductorMessage(message: Pick<ConductorMessage, 'blocks'>): string {
  return message.blocks.map(renderBlock).join('\n\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'call':
      return renderCall(block.name, block.instruction);
    case 'final-answer':
      return renderFinalAnswer(block.text);
    case 'hallucinated-reply':
      return renderExpertOutput(block.name, block.text);
    case 'prose':
      return block.text;
  }
}

/** A call as the conductor writes it. */
export function renderCall(name: string, instruction: string): string {
  return `${name}:\n${quotedBlock(instruction)}`;
}

/** A final answer as the conductor writes it. */
export function renderFinalAnswer(text: string): string {
  return `>> FINAL ANSWER:\n${quotedBlock(text)}`;
}

/** An expert's reply as the conductor gets it. */
export function renderExpertOutput(name: string, text: string): string {
  return `${name}'s output:\n${quotedBlock(text)}`;
}
