import * as vscode from 'vscode';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import { describeError } from '../../engine/user-error.ts';
import { countText, timeText } from '../runs/figures.ts';
import type { WorkspaceRuns } from '../runs/workspace-runs.ts';
import { markOf } from '../runs-view/run-filter.ts';
import { markText, oneLine } from '../runs-view/run-row.ts';
import { solveInputOf } from '../solving/solve-input-of.ts';
import { type ComparedRun, comparisonText } from './comparison-text.ts';

/** The scheme of comparisons. */
export const comparisonScheme = 'baton-comparison';

const gatherMs = 250;
const key = 'baton.comparisons';
/** As many comparisons as are remembered. */
const most = 50;

/** One puzzle, put to a model in several ways. */
interface Comparison {
  readonly title: string;
  readonly scaffolds: readonly string[];
  /** The runs so far, one for each of the first scaffolds. */
  readonly runs: readonly string[];
}

/**
 * Comparisons as read-only documents that follow their runs; each run's name in them opens its session. Which runs
 * belong to one is kept in the workspace's state, so that a table outlives its window.
 */
export class Comparisons implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, vscode.Uri>();
  private readonly listeners: vscode.Disposable[];
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly library: WorkspaceRuns,
    private readonly state: vscode.Memento,
    onDidMove: vscode.Event<string>,
  ) {
    const stir = (): void => {
      this.gathering ??= setTimeout(() => {
        this.gathering = undefined;
        for (const uri of this.shown.values()) this.changed.fire(uri);
      }, gatherMs);
    };
    this.listeners = [
      library.onDidChangeList(stir),
      onDidMove(stir),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.shown.delete(uri.toString());
      }),
    ];
  }

  /** Begins a comparison; its runs are added as they begin. */
  begin(title: string, scaffolds: readonly string[]): vscode.Uri {
    const id = Date.now().toString(36);
    this.keep(id, { title, scaffolds, runs: [] });
    const name =
      title
        .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
        .trim()
        .slice(0, 60) || 'puzzle';
    return vscode.Uri.from({
      scheme: comparisonScheme,
      path: `/${vscode.l10n.t('{0} compared', name)}`,
      query: id,
    });
  }

  add(uri: vscode.Uri, run: string): void {
    const comparison = this.of(uri);
    if (!comparison) return;
    this.keep(uri.query, { ...comparison, runs: [...comparison.runs, run] });
    this.changed.fire(uri);
  }

  dispose(): void {
    clearTimeout(this.gathering);
    for (const one of this.listeners) one.dispose();
    this.changed.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    this.shown.set(uri.toString(), uri);
    return this.render(uri).text;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return this.render(document.uri).links.flatMap(({ run, line, start, end }) => {
      const range = new vscode.Range(line, start, line, end);
      // The text may be a moment older than its links.
      if (run === '' || document.getText(range) !== run) return [];
      const args = encodeURIComponent(JSON.stringify([run]));
      const link = new vscode.DocumentLink(range, vscode.Uri.parse(`command:baton.openSession?${args}`));
      link.tooltip = vscode.l10n.t('Open Session');
      return [link];
    });
  }

  private render(uri: vscode.Uri): ReturnType<typeof comparisonText> {
    const { l10n } = vscode;
    const comparison = this.of(uri);
    if (!comparison) return { text: `${l10n.t('This comparison is no longer on record.')}\n`, links: [] };
    const { title, scaffolds, runs } = comparison;
    const compared = scaffolds.map((scaffold, index) => this.look(scaffold, runs[index]));
    const [first] = compared;
    return comparisonText(compared, {
      heading: l10n.t('{0}, put to {1} in {2} ways', oneLine(title), first?.model ?? '', scaffolds.length),
      caution: l10n.t('One run each (n = 1): this shows what happened, and no accuracy.'),
      columns: [
        l10n.t('scaffold'),
        l10n.t('verdict'),
        l10n.t('rounds'),
        l10n.t('calls'),
        l10n.t('tokens'),
        l10n.t('time'),
        l10n.t('session'),
      ],
    });
  }

  private of(uri: vscode.Uri): Comparison | undefined {
    return this.all()[uri.query];
  }

  private all(): Record<string, Comparison> {
    return this.state.get<Record<string, Comparison>>(key, {});
  }

  private keep(id: string, comparison: Comparison): void {
    const others = Object.entries(this.all()).filter(([other]) => other !== id);
    void this.state.update(key, Object.fromEntries([...others.slice(-most + 1), [id, comparison]]));
  }

  private look(scaffold: string, run: string | undefined): ComparedRun {
    const dash = '–';
    const nothing = { scaffold, rounds: dash, calls: dash, tokens: dash, time: dash, model: '' };
    if (run === undefined) {
      return { ...nothing, run: '', verdict: vscode.l10n.t('waiting'), message: '' };
    }
    try {
      const summary = this.library.summary(run);
      const opened = this.library.open(run);
      try {
        return this.row(summary, opened.tree.totals, opened.tree.root);
      } finally {
        opened.dispose();
      }
    } catch (error) {
      return { ...nothing, run, verdict: dash, message: oneLine(describeError(error)) };
    }
  }

  private row(
    summary: RunSummary,
    totals: { calls: number; promptTokens: number; completionTokens: number; activeMs: number },
    root: readonly { readonly kind: string; readonly frame?: string }[],
  ): ComparedRun {
    const { run, header, finished } = summary;
    const { scaffold, settings } = solveInputOf(header);
    const rounds = root.filter((node) => node.kind === 'frame' && node.frame === 'round').length;
    const output = finished?.output;
    const verdict =
      typeof output === 'object' && output !== null && 'verdict' in output ? output.verdict : undefined;
    const message = finished?.error?.message ?? messageOf(verdict);
    return {
      run,
      scaffold,
      model: oneLine(settings.conductor),
      verdict: markText(markOf(summary)),
      rounds: countText(rounds),
      calls: countText(totals.calls),
      tokens: countText(totals.promptTokens + totals.completionTokens),
      time: timeText(totals.activeMs),
      message: oneLine(message),
    };
  }
}

function messageOf(verdict: unknown): string {
  return typeof verdict === 'object' &&
    verdict !== null &&
    'message' in verdict &&
    typeof verdict.message === 'string'
    ? verdict.message
    : '';
}
