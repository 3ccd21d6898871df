import * as l10n from '@vscode/l10n';
import { count } from '../shared/figures.ts';
import type { FromView, Row, RowOf } from './protocol.ts';

/** How a row looks and what it is called. */
export interface RowFace {
  readonly icon: string;
  readonly iconTitle: string;
  readonly label: string;
  /** The label as a screen reader says it, with the state. */
  readonly spoken: string;
  readonly tone: string;
  readonly badges: readonly { readonly text: string; readonly title: string }[];
  readonly links: readonly { readonly text: string; readonly send: FromView }[];
}

const plain = { badges: [], links: [], tone: '' };

export function rowFace(row: Row): RowFace {
  switch (row.kind) {
    case 'frame': {
      const [icon, iconTitle] = frameState[row.state]();
      return {
        ...plain,
        icon,
        iconTitle,
        label: row.label,
        spoken: `${row.label}, ${iconTitle}`,
        tone: row.state,
      };
    }
    case 'lanes': {
      const label =
        row.mode === 'race'
          ? l10n.t('{0} in a race', count(row.lanes))
          : l10n.t('{0} at once', count(row.lanes));
      return { ...plain, icon: 'type-hierarchy', iconTitle: row.group, label, spoken: label };
    }
    case 'lane':
      return {
        ...plain,
        icon: row.won ? 'trophy' : 'git-commit',
        iconTitle: '',
        label: row.label,
        spoken: row.label,
      };
    case 'call':
      return callFace(row);
    case 'note':
      return noteFace(row);
    case 'aside': {
      const label = l10n.t('Aside: {0}', row.label);
      return {
        ...plain,
        icon: 'comment-discussion',
        iconTitle: l10n.t('A question beside the run'),
        label,
        spoken: label,
      };
    }
    case 'interruption': {
      const label = interruptionLabel(row);
      return {
        ...plain,
        icon: row.what === 'paused' ? 'debug-pause' : 'debug-restart',
        iconTitle: '',
        label,
        spoken: label,
        tone: row.dropped > 0 ? 'warning' : '',
      };
    }
    case 'start':
      return startFace(row);
    case 'end':
      return endFace(row);
  }
}

const frameState: Record<RowOf<'frame'>['state'], () => [string, string]> = {
  open: () => ['sync~spin', l10n.t('running')],
  done: () => ['pass', l10n.t('done')],
  failed: () => ['error', l10n.t('failed')],
  cancelled: () => ['circle-slash', l10n.t('cancelled')],
};

function callFace(row: RowOf<'call'>): RowFace {
  const [icon, iconTitle] = callState(row);
  const badges = [];
  if (row.reused) {
    badges.push({
      text: l10n.t('reused'),
      title:
        row.reused === 'before'
          ? l10n.t('Answered from the parent run: it stands before the edit')
          : l10n.t('Answered from the parent run: nothing had changed for it'),
    });
  }
  if (row.edited) badges.push({ text: l10n.t('edited'), title: l10n.t('Changed by a person') });
  if (row.attempts > 0) {
    badges.push({
      text: row.attempts === 1 ? l10n.t('1 retry') : l10n.t('{0} retries', row.attempts),
      title: l10n.t('Attempts that failed and were repeated'),
    });
  }
  if (row.outcome !== undefined) {
    badges.push({ text: outcomeText(row.outcome), title: l10n.t('How it ended') });
  }
  const what = [row.label, row.tool === 'python' ? l10n.t('code') : '', iconTitle];
  return {
    ...plain,
    icon,
    iconTitle,
    label: row.label,
    spoken: what.filter(Boolean).join(', '),
    tone: `${row.state} ${row.role === 'conductor' ? 'conductor' : ''} ${row.outcome === undefined ? '' : 'odd'}`,
    badges,
  };
}

function callState({ state, tool, role }: RowOf<'call'>): [string, string] {
  switch (state) {
    case 'asked':
      return ['loading~spin', l10n.t('waiting for the answer')];
    case 'failed':
      return ['error', l10n.t('failed')];
    case 'cancelled':
      return ['circle-slash', l10n.t('cancelled')];
    case 'answered':
      if (tool === 'python') return ['terminal', l10n.t('ran')];
      if (tool === 'person') return ['account', l10n.t('heard')];
      if (tool === 'model') return [role === 'conductor' ? 'organization' : 'person', l10n.t('answered')];
      return ['circle-filled', l10n.t('answered')];
  }
}

function outcomeText(outcome: string): string {
  switch (outcome) {
    case 'length':
      return l10n.t('cut at the token limit');
    case 'content-filter':
      return l10n.t('stopped by a content filter');
    case 'time-limit':
      return l10n.t('ran too long');
    case 'memory-limit':
      return l10n.t('used too much memory');
    case 'crashed':
      return l10n.t('interpreter crashed');
    case 'exception':
      return l10n.t('raised an exception');
    default:
      return outcome;
  }
}

function noteFace(row: RowOf<'note'>): RowFace {
  const icons = { answer: 'lightbulb', good: 'pass-filled', bad: 'error', warning: 'warning', plain: 'note' };
  return {
    ...plain,
    icon: icons[row.tone],
    iconTitle: row.note,
    label: row.label,
    spoken: row.label,
    tone: `tone-${row.tone}`,
  };
}

function interruptionLabel({ what, dropped }: RowOf<'interruption'>): string {
  if (what === 'paused') return l10n.t('Paused');
  return dropped === 0
    ? l10n.t('Resumed')
    : l10n.t('Resumed; {0} bytes of a torn last line were dropped', count(dropped));
}

function startFace(row: RowOf<'start'>): RowFace {
  const { parent } = row;
  if (!parent)
    return {
      ...plain,
      icon: 'play-circle',
      iconTitle: '',
      label: l10n.t('Started'),
      spoken: l10n.t('Started'),
    };
  const label = l10n.t('Forked: {0}', forkText(parent));
  return {
    ...plain,
    icon: 'repo-forked',
    iconTitle: l10n.t('A fork of another run'),
    label,
    spoken: label,
    links: [
      { text: l10n.t('Open parent'), send: { kind: 'open-parent' } },
      { text: l10n.t('Compare with parent'), send: { kind: 'compare-with-parent' } },
      ...(parent.at === ''
        ? []
        : [{ text: l10n.t('Go to the edit'), send: { kind: 'go-to' as const, address: parent.at } }]),
    ],
  };
}

function forkText({ change, label, reused }: NonNullable<RowOf<'start'>['parent']>): string {
  const saved = reused === 1 ? l10n.t('1 answer reused') : l10n.t('{0} answers reused', count(reused));
  switch (change) {
    case 'answer':
      return l10n.t('the answer of {0} was edited; {1}', label, saved);
    case 'request':
      return l10n.t('what {0} was asked was edited; {1}', label, saved);
    case 'ask-again':
      return l10n.t('{0} was asked again; {1}', label, saved);
    case 'input':
      return l10n.t('the input was edited; {0}', saved);
    case 'none':
      return l10n.t('nothing was changed; {0}', saved);
  }
}

function endFace(row: RowOf<'end'>): RowFace {
  const ends = {
    done: { icon: 'pass', label: l10n.t('Done'), tone: '' },
    failed: { icon: 'error', label: l10n.t('Failed'), tone: 'failed' },
    cancelled: { icon: 'circle-slash', label: l10n.t('Stopped'), tone: '' },
    capped: { icon: 'warning', label: l10n.t('Stopped at a cap'), tone: 'warning' },
  }[row.outcome];
  const links =
    row.because === undefined
      ? []
      : [{ text: l10n.t('Go to the call'), send: { kind: 'go-to' as const, address: row.because } }];
  return {
    ...plain,
    icon: ends.icon,
    iconTitle: '',
    label: ends.label,
    spoken: ends.label,
    tone: ends.tone,
    links,
  };
}
