import * as l10n from '@vscode/l10n';
import { finalAnswer, hallucinatedReply } from '../../engine/conductor/conductor-notes.ts';
import type { NoteNode } from '../../engine/runs/run-tree.ts';
import type { RowOf } from '../../../webview/session/protocol.ts';
import { type CallText, dataText } from './call-texts.ts';

/** The texts of a note. What its label says already is not said again. */
export function noteTexts({ note, fields }: NoteNode): CallText[] {
  switch (note) {
    case 'final-answer': {
      const text = finalAnswer.fields.safeParse(fields).data?.text ?? '';
      return [{ id: 'answer', title: l10n.t('Answer'), look: 'prose', text }];
    }
    case 'hallucinated-reply': {
      const text = hallucinatedReply.fields.safeParse(fields).data?.text ?? '';
      return [{ id: 'invented', title: l10n.t('Invented'), look: 'prose', text }];
    }
    case 'checked-answer':
      return [];
    default:
      return Object.keys(fields).length === 0 ? [] : [dataText('fields', l10n.t('Fields'), fields)];
  }
}

export function noteTone({ note, fields }: NoteNode): RowOf<'note'>['tone'] {
  switch (note) {
    case 'final-answer':
      return 'answer';
    case 'checked-answer':
      return fields.outcome === 'solved' ? 'good' : 'bad';
    case 'hallucinated-reply':
    case 'odd-message':
      return 'warning';
    default:
      return 'plain';
  }
}
