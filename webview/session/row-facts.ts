import * as l10n from '@vscode/l10n';
import { calls, cost, count, duration, time, tokens, tokensInFull } from '../shared/figures.ts';
import type { Row } from './protocol.ts';

/** A figure at the end of a row's line, and how it is said in full. */
export interface Fact {
  readonly text: string;
  readonly spoken: string;
}

export function rowFacts(row: Row): Fact[] {
  switch (row.kind) {
    case 'frame': {
      const facts: Fact[] = [{ text: calls(row.calls), spoken: calls(row.calls) }];
      if (row.failed > 0) facts.push(said(l10n.t('{0} failed', count(row.failed))));
      if (row.tokens.prompt + row.tokens.completion > 0) facts.push(tokenFact(row.tokens, false));
      if (row.ms !== undefined) facts.push(said(duration(row.ms)));
      return facts;
    }
    case 'lanes':
      return [said(calls(row.calls))];
    case 'lane':
      return row.won ? [said(l10n.t('won')), said(calls(row.calls))] : [said(calls(row.calls))];
    case 'call': {
      const facts: Fact[] = [];
      if (row.tokens && row.tokens.prompt + row.tokens.completion > 0) {
        facts.push(tokenFact(row.tokens, row.estimated));
      }
      if (row.cost !== undefined) {
        facts.push({ text: cost(row.cost), spoken: l10n.t('cost {0}', cost(row.cost)) });
      }
      if (row.ms !== undefined && (row.tool === 'model' || row.tool === 'python' || row.ms >= 1000)) {
        facts.push(said(duration(row.ms)));
      }
      return facts;
    }
    case 'interruption':
      return [said(time(row.at)), ...(row.ms === undefined ? [] : [said(duration(row.ms))])];
    case 'start':
    case 'end':
      return [said(time(row.at))];
    case 'note':
    case 'aside':
      return [];
  }
}

function said(text: string): Fact {
  return { text, spoken: text };
}

function tokenFact(used: { prompt: number; completion: number }, estimated: boolean): Fact {
  return {
    text: estimated ? `≈ ${tokens(used)}` : tokens(used),
    spoken: estimated ? l10n.t('estimated {0}', tokensInFull(used)) : tokensInFull(used),
  };
}
