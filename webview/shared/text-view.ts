import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Mark } from '../session/protocol.ts';
import { type Block, blocksOf, type Piece, piecesOf } from './visible-text.ts';

/** A text whose characters are all visible; never markup. @param fences whether code fences set lines apart */
export function textView(text: string, marks: readonly Mark[], fences: boolean): TemplateResult[] {
  const blocks: Block[] = fences ? blocksOf(text) : [{ code: false, text }];
  let offset = 0;
  return blocks.map((block) => {
    const start = offset;
    offset += block.text.length;
    const inBlock = marks
      .filter(([from, to]) => from < offset && to > start)
      .map(([from, to, current]): Mark => [Math.max(0, from - start), Math.min(to, offset) - start, current]);
    const pieces = piecesOf(block.text, inBlock).map(pieceView);
    return html`<div class=${block.code ? 'block code' : 'block'} dir="auto">${pieces}</div>`;
  });
}

/** A short text within a line, kept from setting the direction of what stands around it. */
export function inlineText(text: string): TemplateResult {
  return html`<bdi>${piecesOf(text, []).map(pieceView)}</bdi>`;
}

function pieceView({ text, chip, marked }: Piece): unknown {
  if (chip === undefined && marked === undefined) return text;
  const shown =
    chip === undefined
      ? text
      : html`<span class="chip" title=${chipTitle(text)} data-units=${unitsOf(text)}>${chip}</span>`;
  if (marked === undefined) return shown;
  return html`<mark class=${marked === 'current' ? 'current' : nothing}>${shown}</mark>`;
}

function chipTitle(text: string): string {
  const code = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return l10n.t('Character U+{0}, which would not be seen', code);
}

/** The code units that a chip stands for, so that what is copied is what was there. */
export function unitsOf(text: string): string {
  return text
    .split('')
    .map((unit) => unit.charCodeAt(0).toString(16))
    .join(' ');
}

/** The text that an element shows, chips read as what they stand for. */
export function shownText(root: Node): string {
  if (root instanceof Element && root.classList.contains('chip')) {
    const units = root.getAttribute('data-units') ?? '';
    return String.fromCharCode(...units.split(' ').map((unit) => parseInt(unit, 16)));
  }
  if (root.nodeType === Node.TEXT_NODE) return root.nodeValue ?? '';
  return [...root.childNodes].map(shownText).join('');
}
