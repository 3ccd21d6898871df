import * as vscode from 'vscode';
import { ModelError } from '../../engine/models/errors.ts';
import { openaiBaseUrl } from '../../engine/models/key-source.ts';
import { listModelsAt } from '../../engine/models/list-models.ts';
import { printModelReference } from '../../engine/models/model-reference.ts';
import { askAddress } from './address-step.ts';
import type { CheckDocuments } from './check-documents.ts';
import { checkStep } from './check-step.ts';
import { chooseEditorModel } from './editor-model-step.ts';
import { chooseLocalServer } from './local-servers-step.ts';
import type { HostModels } from './host-models.ts';
import { keyStep } from './key-step.ts';
import type { KnownModels } from './known-models.ts';
import { plainLabel } from '../messages/plain-message.ts';
import { type Choice, type Ending, pickStep } from './pick-step.ts';
import { chooseRecording } from './recording-step.ts';
import { runSteps, type Step } from './run-steps.ts';

export interface Connecting {
  readonly models: HostModels;
  readonly known: KnownModels;
  readonly documents: CheckDocuments;
  /** The folder of the workspace, where there is one. */
  readonly folder: string | undefined;
}

type Kind = 'go-on' | 'local' | 'server' | 'openai' | 'editor' | 'recording' | 'sample';

/**
 * *Connect a Model*: where it is, which it is, a check, and what it is used for. Every step has a way back; a flow that
 * was dismissed can be taken up where it was left.
 */
export class ConnectModel {
  private readonly connecting: () => Connecting;
  private left: Step[] = [];
  private leftAt = '';
  private typed = '';

  constructor(connecting: () => Connecting) {
    this.connecting = connecting;
  }

  private get with(): Connecting {
    return this.connecting();
  }

  async run(): Promise<void> {
    const before = this.left;
    const path: Step[] = [() => this.start(path, before)];
    if ((await runSteps(path)) === 'dismissed') {
      if (path.length > 1) this.left = path;
    } else this.left = [];
  }

  private async start(path: Step[], before: readonly Step[]): Promise<Awaited<ReturnType<Step>>> {
    const { l10n } = vscode;
    const goOn: Choice<Kind> = {
      label: l10n.t('$(history) Go on where you left off'),
      description: plainLabel(this.leftAt),
      value: 'go-on',
    };
    const rows: Choice<Kind>[] = [
      ...(before.length > 1 ? [goOn] : []),
      {
        label: l10n.t('$(search) Find local servers'),
        detail: l10n.t('Looks on this machine for Ollama, LM Studio, llama.cpp, vLLM and SGLang.'),
        value: 'local',
      },
      {
        label: l10n.t('$(server) OpenAI-compatible server…'),
        detail: l10n.t('Any server with the OpenAI chat protocol, by its address.'),
        value: 'server',
      },
      {
        label: l10n.t('$(cloud) OpenAI'),
        detail: l10n.t('api.openai.com, with an API key of yours.'),
        value: 'openai',
      },
      {
        label: l10n.t("$(vscode) Editor's own models"),
        detail: l10n.t('Models that other extensions bring, such as GitHub Copilot.'),
        value: 'editor',
      },
      {
        label: l10n.t('$(device-camera-video) Recording…'),
        detail: l10n.t(
          'A .jsonl file of recorded replies. Costs nothing, and is labelled wherever it appears.',
        ),
        value: 'recording',
      },
      { label: l10n.t('No model at hand?'), kind: vscode.QuickPickItemKind.Separator },
      {
        label: l10n.t('$(beaker) Try the recorded sample'),
        detail: l10n.t('A puzzle with a recorded session, to see what Baton does.'),
        value: 'sample',
      },
    ];
    const chosen = await pickStep<Kind>({
      title: l10n.t('Connect a Model'),
      placeholder: l10n.t('Where is the model?'),
      canGoBack: false,
      fill: (show) => {
        show(rows);
        return Promise.resolve(undefined);
      },
    });
    if (chosen.kind !== 'chosen') return chosen.kind;
    switch (chosen.value) {
      case 'go-on':
        path.splice(0, path.length, ...before.slice(0, -1));
        return before.at(-1) ?? 'dismissed';
      case 'local':
        return () => this.local();
      case 'server':
        return () => this.address();
      case 'openai':
        return () => this.list(openaiBaseUrl);
      case 'editor':
        return () => this.after(chooseEditorModel(this.with.models.chats));
      case 'recording':
        return () => this.after(chooseRecording(this.with.folder));
      case 'sample':
        await vscode.commands.executeCommand('baton.openSample');
        return 'done';
    }
  }

  private async local(): Promise<Awaited<ReturnType<Step>>> {
    const chosen = await chooseLocalServer();
    if (chosen.kind !== 'chosen') return chosen.kind;
    const { value } = chosen;
    switch (value.kind) {
      case 'address':
        return () => this.address();
      case 'server':
        this.leftAt = value.baseUrl;
        return () => this.list(value.baseUrl);
      case 'model':
        return () => this.check(value.reference);
    }
  }

  private async address(): Promise<Awaited<ReturnType<Step>>> {
    const chosen = await askAddress(this.typed, (text) => {
      this.typed = text;
      this.leftAt = text;
    });
    if (chosen.kind !== 'chosen') return chosen.kind;
    const { baseUrl, name } = chosen.value;
    this.leftAt = baseUrl;
    return name === undefined ? () => this.list(baseUrl) : () => this.check(referenceOf(baseUrl, name));
  }

  /** The models of a server; asks for its key where it wants one. */
  private async list(baseUrl: string): Promise<Awaited<ReturnType<Step>>> {
    const { models } = this.with;
    let refused = false;
    if (baseUrl === openaiBaseUrl && (await models.keys.keyFor(baseUrl)) === undefined) {
      const key = await keyStep(models.keys, baseUrl, { canGoBack: true, refused });
      if (key.kind !== 'chosen') return key.kind;
    }
    for (;;) {
      const chosen = await this.pickListed(baseUrl);
      if (chosen.kind !== 'chosen') return chosen.kind;
      const { value } = chosen;
      if (value.kind === 'again') continue;
      if (value.kind === 'address') return () => this.address();
      if (value.kind === 'model') return () => this.check(referenceOf(baseUrl, value.name));
      refused = value.refused;
      const key = await keyStep(models.keys, baseUrl, { canGoBack: true, refused });
      if (key.kind === 'dismissed' || (key.kind === 'back' && refused)) return key.kind;
    }
  }

  private pickListed(baseUrl: string): Promise<Ending<Listed>> {
    const { l10n } = vscode;
    const key: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('key'),
      tooltip: l10n.t('Set the API key of this server'),
    };
    return pickStep<Listed>({
      title: l10n.t('Models at {0}', new URL(baseUrl).host),
      placeholder: l10n.t('Asking the server what it has…'),
      canGoBack: true,
      buttons: [{ button: key, value: { kind: 'key', refused: false } }],
      typed: (name) => ({
        label: plainLabel(name),
        description: l10n.t('use this name as it is'),
        alwaysShow: true,
        value: { kind: 'model', name },
      }),
      fill: async (show, signal) => {
        try {
          const names = await listModelsAt(baseUrl, this.with.models.keys, signal);
          show(
            [...new Set(names)]
              .sort((a, b) => a.localeCompare(b))
              .map((name) => ({
                label: plainLabel(name),
                value: { kind: 'model', name },
              })),
            names.length > 0
              ? l10n.t('Choose one of {0}, or type to filter', names.length)
              : l10n.t('The server lists none. Type the name of a model.'),
          );
          return undefined;
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
          const known = (await this.with.models.keys.keyFor(baseUrl)) !== undefined;
          if (error.code === 'model-unauthorized') return { kind: 'key', refused: true };
          show(afterFailure(error, known), l10n.t('Type the name of a model, or choose what to do'));
          return undefined;
        }
      },
    });
  }

  private async after(ending: Promise<Ending<string>>): Promise<Awaited<ReturnType<Step>>> {
    const chosen = await ending;
    return chosen.kind === 'chosen' ? () => this.check(chosen.value) : chosen.kind;
  }

  private async check(reference: string): Promise<Awaited<ReturnType<Step>>> {
    this.leftAt = reference;
    return checkStep(reference, this.with);
  }
}

type Listed =
  | { readonly kind: 'model'; readonly name: string }
  | { readonly kind: 'key'; readonly refused: boolean }
  | { readonly kind: 'again' }
  | { readonly kind: 'address' };

/** What can be done where a server gives no list. */
function afterFailure(error: ModelError, hasKey: boolean): Choice<Listed>[] {
  const { l10n } = vscode;
  return [
    {
      label: `$(warning) ${plainLabel(error.message)}`,
      detail: plainLabel(error.hint),
      alwaysShow: true,
    },
    { label: l10n.t('$(refresh) Try again'), value: { kind: 'again' } },
    { label: l10n.t('$(edit) Change the address'), value: { kind: 'address' } },
    {
      label: hasKey ? l10n.t('$(key) Replace the API key') : l10n.t('$(key) Set an API key'),
      value: { kind: 'key', refused: false },
    },
  ];
}

function referenceOf(baseUrl: string, name: string): string {
  return printModelReference(
    baseUrl === openaiBaseUrl ? { scheme: 'openai', name } : { scheme: 'http', baseUrl, name },
  );
}
