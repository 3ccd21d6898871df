import * as vscode from 'vscode';
import { plainLabel } from '../messages/plain-message.ts';
import { readModelChoice } from './model-choice.ts';
import { modelLabel } from './model-label.ts';

/** The status bar's item: the model that is chosen, what it is, and how many runs go on. */
export class ModelStatus {
  private readonly item: vscode.StatusBarItem;
  private running = 0;

  constructor() {
    this.item = vscode.window.createStatusBarItem('baton.model', vscode.StatusBarAlignment.Right, 90);
    this.item.name = vscode.l10n.t('Baton: Model');
    this.refresh();
    this.item.show();
  }

  /** How many runs of this window go on. */
  setRunning(count: number): void {
    this.running = count;
    this.refresh();
  }

  refresh(): void {
    const { l10n } = vscode;
    const { model, conductorModel, expertModel } = readModelChoice();
    const conductor = conductorModel || model;
    const expert = expertModel || model;
    const runs =
      this.running === 1 ? l10n.t('1 run is going on') : l10n.t('{0} runs are going on', this.running);
    const tail = this.running > 0 ? ` $(run) ${this.running}` : '';
    if (conductor === '' && expert === '') {
      this.item.text = `$(plug) ${l10n.t('Connect a model')}${tail}`;
      this.item.tooltip = l10n.t('Baton has no model yet. Click to connect one.');
      this.item.command = 'baton.connectModel';
      this.accessible(l10n.t('Baton: no model yet, connect one'), runs);
      return;
    }
    const shown =
      conductor === expert || expert === '' ? named(conductor) : `${named(conductor)} · ${named(expert)}`;
    this.item.text = `$(comment-discussion) ${plainLabel(shorten(shown))}${tail}`;
    this.item.tooltip = tooltip(conductor, expert, this.running > 0 ? runs : '');
    this.item.command = 'baton.showModelActions';
    this.accessible(l10n.t('Baton: model {0}', shown), runs);
  }

  dispose(): void {
    this.item.dispose();
  }

  private accessible(label: string, runs: string): void {
    this.item.accessibilityInformation = {
      label: this.running > 0 ? `${label}, ${runs}` : label,
      role: 'button',
    };
  }
}

/** The model's name; what does not infer is labelled wherever it appears. */
function named(reference: string): string {
  const { l10n } = vscode;
  if (reference === '') return l10n.t('none');
  const { name, nature } = modelLabel(reference);
  switch (nature) {
    case 'real':
      return name;
    case 'recorded':
      return l10n.t('{0} (recorded)', name);
    case 'simulated':
      return l10n.t('{0} (simulated)', name);
  }
}

/** Plain text: references come from settings, and a workspace may bring its own. */
function tooltip(conductor: string, expert: string, runs: string): string {
  const { l10n } = vscode;
  const lines =
    conductor === expert
      ? [l10n.t('Baton asks {0}', conductor)]
      : [
          l10n.t('Conductor: {0}', conductor || l10n.t('none')),
          l10n.t('Experts: {0}', expert || l10n.t('none')),
        ];
  return [...lines, runs].filter((line) => line !== '').join('\n');
}

const longest = 40;

/** The end of a name tells models apart as well as its beginning, so the middle goes. */
function shorten(text: string): string {
  const points = Array.from(text);
  if (points.length <= longest) return points.join('');
  return [...points.slice(0, longest / 2), '…', ...points.slice(-(longest / 2 - 1))].join('');
}
