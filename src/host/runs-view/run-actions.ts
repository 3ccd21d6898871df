import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import { deleteRun, renameRun } from '../../engine/runs/list-runs.ts';
import { parseMoment } from '../../engine/moments.ts';
import { JournalView } from '../../engine/runs/journal-view.ts';
import { spendOf } from '../../engine/spend-of.ts';
import { UserError } from '../../engine/user-error.ts';
import { plainLabel, plainMessage } from '../messages/plain-message.ts';
import type { RunTarget } from '../runs/run-target.ts';
import type { Runs, Services } from '../services.ts';
import { followRun, presentRun } from '../solving/follow-run.ts';
import { readSettings } from '../settings/read-settings.ts';
import { solveInputOf } from '../solving/solve-input-of.ts';
import type { Solving } from '../solving/solving.ts';
import { markOf } from './run-filter.ts';
import { markText } from './run-row.ts';

/** What a person does with a run: in its row, in the palette, by a key. */
export class RunActions {
  constructor(
    private readonly services: Services,
    private readonly runs: Runs,
    private readonly solving: Solving,
    private readonly selected: () => RunTarget | undefined,
  ) {}

  async stop(target: RunTarget | undefined): Promise<void> {
    const run = await this.choose(target, ({ run }) => this.runs.library.isLive(run));
    if (run) this.runs.library.stop(run.run);
  }

  async pause(target: RunTarget | undefined): Promise<void> {
    const { library } = this.runs;
    const run = await this.choose(target, ({ run }) => library.isLive(run) && !library.isPaused(run));
    if (run) library.pause(run.run);
  }

  async continue(target: RunTarget | undefined): Promise<void> {
    const run = await this.choose(target, ({ run }) => this.runs.library.isPaused(run));
    if (run) this.runs.library.continue(run.run);
  }

  async interject(target: RunTarget | undefined, text?: string): Promise<void> {
    const run = await this.choose(target, ({ run }) => this.runs.library.isLive(run));
    if (!run) return;
    const said =
      text ??
      (await vscode.window.showInputBox({
        title: vscode.l10n.t('Say Something to the Conductor'),
        prompt: vscode.l10n.t('Heard at the next round of {0}', plainMessage(run.title)),
      }));
    if (said?.trim()) this.runs.library.interject(run.run, said.trim());
  }

  async resume(target: RunTarget | undefined): Promise<void> {
    const resumable = ['interrupted', 'cancelled', 'capped'];
    const run = await this.choose(target, ({ state }) => resumable.includes(state));
    if (!run || !(await this.consents(run))) return;
    const live = await this.runs.live.resume(run.path, this.execution(run));
    await followRun(this.services, this.solving, live, run);
  }

  /** A fork that drops the answer to a call: what is not after it is not paid again. */
  async askAgain(target: RunTarget | undefined): Promise<void> {
    const chosen = target ?? this.selected();
    if (chosen?.address === undefined) {
      throw new UserError('no-call', 'No call is chosen.', 'Choose a call in the tree of runs.');
    }
    const parent = this.runs.library.summary(chosen.run);
    if (!(await this.consents(parent))) return;
    const change = { change: 'ask-again', at: chosen.address } as const;
    const live = await this.runs.live.fork(parent.path, change, this.execution(parent));
    const origin = this.solving.origins.of(parent.run);
    if (origin) this.solving.origins.remember(live.run.id, origin);
    await followRun(this.services, this.solving, live, this.runs.library.summary(live.run.id));
  }

  async rename(target: RunTarget | undefined, title?: string): Promise<void> {
    const run = await this.choose(target, ({ state }) => state !== 'running');
    if (!run) return;
    const given =
      title ??
      (await vscode.window.showInputBox({
        title: vscode.l10n.t('Rename Run'),
        value: run.title,
        validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A run needs a title.') : undefined),
      }));
    if (!given?.trim()) return;
    renameRun(run.path, given.trim(), parseMoment);
    this.runs.library.refresh();
  }

  async delete(target: RunTarget | undefined): Promise<void> {
    const run = await this.choose(target, ({ state }) => state !== 'running');
    if (!run) return;
    const forks = this.runs.library.list().filter(({ header }) => header.parent?.run === run.run).length;
    const confirm = vscode.l10n.t('Delete');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete the run {0}?', plainMessage(run.title)),
      {
        modal: true,
        detail: [
          vscode.l10n.t('Its journal is deleted from the disk, and cannot be brought back.'),
          ...(forks > 0 ? [vscode.l10n.t('Its {0} forks keep what they reused.', forks)] : []),
        ].join(' '),
      },
      confirm,
    );
    if (chosen !== confirm) return;
    deleteRun(run.path);
    this.runs.library.refresh();
  }

  async copyAddress(target: RunTarget | undefined): Promise<void> {
    const chosen = target ?? this.selected();
    if (!chosen) throw new UserError('no-run', 'No run is chosen.', 'Choose a row in the tree of runs.');
    const { run, address } = chosen;
    await vscode.env.clipboard.writeText(address ?? run);
  }

  async report(target: RunTarget | undefined): Promise<void> {
    const run = await this.choose(target, () => true);
    if (!run) return;
    const file = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Report of Run'),
      defaultUri: vscode.Uri.file(join(run.path, '..', '..', '..', `${run.run}.html`)),
      filters: { HTML: ['html'] },
    });
    if (!file) return;
    const { writeReport } = await import('../../engine/report/report.ts');
    const view = new JournalView(run.path, parseMoment, spendOf);
    try {
      await writeReport(view, file.fsPath);
    } finally {
      view.close();
    }
    const open = vscode.l10n.t('Open');
    const saved = vscode.l10n.t('The report is saved. It opens in any browser, offline.');
    if ((await vscode.window.showInformationMessage(saved, open)) === open)
      await vscode.env.openExternal(file);
  }

  /** Offers the answer of a run that was solved earlier, or in a terminal. */
  async offerAnswer(target: RunTarget | undefined): Promise<void> {
    const run = await this.choose(target, (one) => markOf(one) === 'solved');
    if (!run) return;
    const output = run.finished?.output;
    await presentRun(this.services, this.solving, run, output);
  }

  /** The run that a command is about: the one named, else the one selected in the tree, else one that is chosen. */
  private async choose(
    target: RunTarget | undefined,
    fits: (run: RunSummary) => boolean,
  ): Promise<RunSummary | undefined> {
    const { library } = this.runs;
    if (target) return library.summary(target.run);
    const selected = this.selected();
    const listed = library.list();
    const here = selected && listed.find(({ run }) => run === selected.run);
    if (here && fits(here)) return here;
    const fitting = listed.filter(fits);
    const [only] = fitting;
    if (!only) throw new UserError('no-run', 'There is no run that this can be done with.', '');
    if (fitting.length === 1) return only;
    const items = fitting.map((summary) => ({
      label: plainLabel(summary.title),
      description: markText(markOf(summary)),
      detail: new Date(summary.header.t).toLocaleString(vscode.env.language),
      summary,
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: vscode.l10n.t('Which run?'),
      matchOnDescription: true,
    });
    return chosen?.summary;
  }

  private async consents(run: RunSummary): Promise<boolean> {
    const { settings, scaffold } = solveInputOf(run.header);
    return this.solving.consent.ask(settings, [scaffold], readSettings(vscode.Uri.file(run.path)));
  }

  private execution(run: RunSummary): Pick<ReturnType<typeof readSettings>, 'caps' | 'durability'> {
    const { caps, durability } = readSettings(vscode.Uri.file(run.path));
    return { caps, durability };
  }
}
