import * as vscode from 'vscode';
import { estimateSessions } from '../../engine/conductor/estimate-session.ts';
import type { ScaffoldName } from '../../engine/conductor/scaffold.ts';
import type { SessionSettings } from '../../engine/conductor/settings.ts';
import { isLoopback } from '../../engine/models/loopback.ts';
import { parseModelReference } from '../../engine/models/model-reference.ts';
import { priceOf } from '../../engine/models/price.ts';
import type { Range, RunEstimate } from '../../engine/models/estimate-run.ts';
import type { Caps } from '../../engine/runs/caps.ts';
import { plainMessage } from '../messages/plain-message.ts';
import type { Settings } from '../settings/settings.ts';

/** Asks before a run that may cost money, with figures. A person may settle it for the models they are using. */
export class Consent {
  /** Models that need no question until the window is closed. */
  private readonly settled = new Set<string>();

  /** True where the runs may begin. */
  async ask(
    session: SessionSettings,
    scaffolds: readonly ScaffoldName[],
    settings: Settings,
  ): Promise<boolean> {
    const models = [...new Set([session.conductor, session.expert])];
    const paid = models.filter(mayCost);
    if (paid.length === 0 || paid.every((model) => this.settled.has(model))) return true;
    const price = priceOf(session.conductor, settings.prices);
    const estimate = estimateSessions(session, scaffolds, price);
    const start = vscode.l10n.t('Start');
    const always = vscode.l10n.t("Start, Don't Ask Again in This Window");
    const question =
      scaffolds.length === 1
        ? vscode.l10n.t('Put the puzzle to {0}?', plainMessage(paid.join(', ')))
        : vscode.l10n.t('Put the puzzle to {0}, {1} times?', plainMessage(paid.join(', ')), scaffolds.length);
    const chosen = await vscode.window.showInformationMessage(
      question,
      { modal: true, detail: detailOf(estimate, settings.caps, scaffolds.length) },
      start,
      always,
    );
    if (chosen === always) for (const model of paid) this.settled.add(model);
    return chosen !== undefined;
  }
}

/** Recorded and simulated models infer nothing, and a server on this machine sends no bill. */
function mayCost(reference: string): boolean {
  const parsed = parseModelReference(reference);
  switch (parsed.scheme) {
    case 'openai':
    case 'vscode':
      return true;
    case 'http':
      return !isLoopback(new URL(parsed.baseUrl).hostname);
    case 'embedded':
    case 'recorded':
    case 'simulated':
      return false;
  }
}

function detailOf(estimate: RunEstimate, caps: Caps, runs: number): string {
  const { l10n } = vscode;
  const lines = [
    l10n.t('Estimate: {0} model calls, {1} tokens in, {2} tokens out.', ...figuresOf(estimate)),
    estimate.cost
      ? l10n.t(
          'Cost: {0} {1}, by the prices in your settings.',
          said(estimate.cost, 4),
          estimate.currency ?? '',
        )
      : l10n.t('Cost: unknown, since no price is set for this model (baton.prices).'),
    l10n.t(
      'A run stops at {0} calls, {1} tokens or {2} minutes{3} (baton.caps).',
      number(caps.calls ?? Infinity),
      number(caps.tokens ?? Infinity),
      number((caps.timeMs ?? Infinity) / 60_000),
      caps.cost === undefined ? '' : l10n.t(', or a cost of {0}', number(caps.cost)),
    ),
    l10n.t('Stopping it keeps what was answered: nothing is paid twice.'),
  ];
  return (
    runs > 1
      ? [...lines.slice(0, 2), l10n.t('{0} runs, each with its own caps:', runs), ...lines.slice(2)]
      : lines
  ).join('\n');
}

function figuresOf({ calls, promptTokens, completionTokens }: RunEstimate): [string, string, string] {
  return [said(calls), said(promptTokens), said(completionTokens)];
}

function said({ low, high }: Range, digits = 0): string {
  return low === high
    ? number(low, digits)
    : vscode.l10n.t('{0} to {1}', number(low, digits), number(high, digits));
}

function number(value: number, digits = 0): string {
  return value.toLocaleString(vscode.env.language, { maximumFractionDigits: digits });
}
