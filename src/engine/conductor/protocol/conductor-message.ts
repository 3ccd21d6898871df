import type { TextRange } from './text-range.ts';

/** What one message of the conductor says, block by block, with its positions in the message. */
export interface ConductorMessage {
  /** Every block in the order of the text. Ranges ascend and never overlap; between them is white space. */
  readonly blocks: readonly Block[];
  readonly calls: readonly ExpertCall[];
  /** The last final answer that is not empty. While there are calls it waits. */
  readonly finalAnswer?: FinalAnswer;
  readonly hallucinatedReplies: readonly HallucinatedReply[];
  readonly prose: readonly Prose[];
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** What the message does: calls win over a final answer, and a message with neither wants a reminder. */
  readonly move: 'call' | 'answer' | 'neither';
}

export type Block = ExpertCall | FinalAnswer | HallucinatedReply | Prose;

/** `Expert Name:` and a triple-quoted instruction. */
export interface ExpertCall {
  readonly kind: 'call';
  /** As the conductor wrote it, markup and doubled spaces taken out: `Expert Mathematician`. */
  readonly name: string;
  /** The name to compare by: lower case, one space between words: `expert mathematician`. */
  readonly key: string;
  /** The text between the quotes, white space around it taken off; the slice of `instructionRange`. */
  readonly instruction: string;
  /** From the heading to the closing quotes. */
  readonly range: TextRange;
  readonly headingRange: TextRange;
  readonly instructionRange: TextRange;
  /** False when no closing quotes were found: a message cut short, as a rule. */
  readonly closed: boolean;
}

/** `>> FINAL ANSWER:` and the answer. */
export interface FinalAnswer {
  readonly kind: 'final-answer';
  /** The answer, white space around it taken off; the slice of `textRange`. */
  readonly text: string;
  readonly range: TextRange;
  readonly headingRange: TextRange;
  readonly textRange: TextRange;
  /** How it was set off: triple quotes (the protocol's form), a code fence, or nothing. */
  readonly form: 'quoted' | 'fenced' | 'bare';
  readonly closed: boolean;
}

/** A block headed `Expert Name's output:` that the conductor wrote itself instead of waiting for the expert. */
export interface HallucinatedReply {
  readonly kind: 'hallucinated-reply';
  /** The expert whose words were invented. */
  readonly name: string;
  readonly key: string;
  readonly text: string;
  readonly range: TextRange;
  readonly headingRange: TextRange;
  readonly textRange: TextRange;
  readonly closed: boolean;
}

/** What the conductor says to itself, between blocks. */
export interface Prose {
  readonly kind: 'prose';
  readonly text: string;
  readonly range: TextRange;
}

/** Something about a message that its reader should know. It never changes what the blocks say. */
export interface Diagnostic {
  readonly kind: DiagnosticKind;
  /** One sentence for a person. */
  readonly message: string;
  readonly range: TextRange;
}

export type DiagnosticKind =
  /** A block whose closing quotes are missing. */
  | 'unclosed-block'
  /** Other triple quotes of the message could have closed the block (docs/protocol.md says why these did). */
  | 'ambiguous-closing'
  /** The message holds an odd number of triple quotes. */
  | 'odd-quotes'
  /** Triple quotes in prose, that belong to no block: from the first to the last. */
  | 'stray-quotes'
  /** A heading inside a block: it is part of the block. */
  | 'heading-in-block'
  /** `Expert Name:` alone on its line, with no triple quotes after it. */
  | 'heading-without-block'
  /** `Expert Name` and triple quotes, without the colon. */
  | 'heading-without-colon'
  | 'empty-instruction'
  | 'empty-final-answer'
  /** A final answer without triple quotes. */
  | 'unquoted-final-answer'
  | 'several-final-answers'
  /** Calls and a final answer in one message: the calls win, the final answer waits. */
  | 'call-with-final-answer'
  | 'hallucinated-reply'
  /** Neither a call nor a final answer. */
  | 'neither';
