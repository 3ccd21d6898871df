import * as vscode from 'vscode';
import { findLocalServers, type LocalServer, usualPorts } from '../../engine/models/find-local-servers.ts';
import type { LocalServerKind } from '../../engine/models/identify-server.ts';
import { printModelReference } from '../../engine/models/model-reference.ts';
import { plainLabel } from '../messages/plain-message.ts';
import { type Choice, type Ending, pickStep } from './pick-step.ts';

export type LocalChoice =
  | { readonly kind: 'model'; readonly reference: string }
  | { readonly kind: 'server'; readonly baseUrl: string }
  | { readonly kind: 'address' };

type Row = LocalChoice | { readonly kind: 'again' };

/** As many models of one server as are shown before its own list is. */
const shown = 12;

/** Looks for servers on this machine and offers their models. */
export async function chooseLocalServer(): Promise<Ending<LocalChoice>> {
  const { l10n } = vscode;
  for (;;) {
    const chosen = await pickStep<Row>({
      title: l10n.t('Local Servers'),
      placeholder: l10n.t('Looking on ports {0}…', usualPorts.join(', ')),
      canGoBack: true,
      fill: async (show, signal) => {
        const servers = await findLocalServers({ signal });
        show(
          servers.length > 0 ? servers.flatMap(rowsOf).concat(otherwise(true)) : otherwise(false),
          servers.length > 0
            ? l10n.t('Choose a model, or type to filter')
            : l10n.t('No server answers on ports {0}', usualPorts.join(', ')),
        );
        return undefined;
      },
    });
    if (chosen.kind !== 'chosen') return chosen;
    if (chosen.value.kind !== 'again') return { kind: 'chosen', value: chosen.value };
  }
}

function rowsOf({ kind, baseUrl, models, needsKey }: LocalServer): Choice<Row>[] {
  const { l10n } = vscode;
  const host = new URL(baseUrl).host;
  const title: Choice<Row> = {
    label: l10n.t('{0} at {1}', serverName(kind), host),
    kind: vscode.QuickPickItemKind.Separator,
  };
  if (needsKey) {
    return [
      title,
      {
        label: l10n.t('$(key) Give its API key to see its models'),
        description: host,
        value: { kind: 'server', baseUrl },
      },
    ];
  }
  const rest = models.length - shown;
  const all: Choice<Row> = {
    label: rest > 0 ? l10n.t('{0} more…', rest) : l10n.t('No model is loaded: name one…'),
    description: host,
    value: { kind: 'server', baseUrl },
  };
  return [
    title,
    ...models.slice(0, shown).map((name) => ({
      label: plainLabel(name),
      description: host,
      value: { kind: 'model' as const, reference: printModelReference({ scheme: 'http', baseUrl, name }) },
    })),
    ...(rest > 0 || models.length === 0 ? [all] : []),
  ];
}

function otherwise(found: boolean): Choice<Row>[] {
  const { l10n } = vscode;
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t('$(refresh) Look again'),
      ...(found ? {} : { detail: l10n.t('Start a server first, such as `ollama serve`.') }),
      value: { kind: 'again' },
    },
    {
      label: l10n.t('$(server) Enter an address…'),
      ...(found ? {} : { detail: l10n.t('For another port, or another machine.') }),
      value: { kind: 'address' },
    },
  ];
}

function serverName(kind: LocalServerKind): string {
  switch (kind) {
    case 'ollama':
      return 'Ollama';
    case 'lm-studio':
      return 'LM Studio';
    case 'llama.cpp':
      return 'llama.cpp';
    case 'vllm':
      return 'vLLM';
    case 'sglang':
      return 'SGLang';
    case 'unknown':
      return vscode.l10n.t('A server');
  }
}
