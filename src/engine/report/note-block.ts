import type { Json } from '../runs/json.ts';
import type { NoteNode } from '../runs/run-tree.ts';
import { html, type Html } from './html.ts';
import { foldLong, prettyJson, textBlock } from './text-block.ts';

/** How a note is meant: an answer and a verdict stand out, and so does what went wrong. */
export type Tone = 'answer' | 'good' | 'bad' | 'odd' | 'plain';

const tones: Readonly<Record<string, Tone>> = {
  'final-answer': 'answer',
  'hallucinated-reply': 'bad',
  'odd-message': 'odd',
  alarm: 'bad',
};

export function toneOf({ note, fields }: Pick<NoteNode, 'note' | 'fields'>): Tone {
  if (note === 'checked-answer') return fields.outcome === 'solved' ? 'good' : 'bad';
  return tones[note] ?? 'plain';
}

/** Said of a note wherever it stands, beside its own label. */
const warnings: Readonly<Record<string, string>> = {
  'hallucinated-reply': 'hallucinated reply: the conductor invented it, no expert said this',
};

/** Longer fields are folded to their beginning. */
const longField = 4000;

/** A note of any domain: its label, the texts among its fields as texts, the rest as facts. */
export function noteBlock(note: NoteNode): Html {
  return html`<div class="note note-${toneOf(note)}" id="m${note.moment}"><p class="note-line"><span class="kind">${note.note}</span> <strong><bdi>${note.label}</bdi></strong></p>
${noteFields(note)}</div>
`;
}

/** The fields alone: what is said again at the top of a report. */
export function noteFields({ note, label, fields }: NoteNode): Html {
  const warning = warnings[note];
  const texts: Html[] = [];
  const facts: Html[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' && value === label) continue;
    if (typeof value === 'string' && (isProse(name) || value.length > 80 || value.includes('\n'))) {
      texts.push(foldLong(value, longField, textBlock));
    } else {
      facts.push(
        html` <span class="fact"><bdi>${named(name)}</bdi> <b><bdi>${inLine(value)}</bdi></b></span>`,
      );
    }
  }
  return html`${warning && html`<p class="warning">${warning}</p>`}${texts}${
    facts.length > 0
      ? html`<p class="facts">${facts}</p>
`
      : undefined
  }`;
}

function isProse(name: string): boolean {
  return name === 'text' || name === 'message';
}

function named(name: string): string {
  return name === 'n' ? 'n =' : name;
}

function inLine(value: Json): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? prettyJson(value) : String(value);
}
