import * as vscode from 'vscode';
import { checkCommand } from './check-command.ts';
import type { CheckDocuments } from './check-documents.ts';
import { chooseModel } from './choose-model.ts';
import { type Connecting, ConnectModel } from './connect-model.ts';
import { HostModels, type ModelsContext } from './host-models.ts';
import { forgetKey, setKey } from './key-commands.ts';
import { KnownModels } from './known-models.ts';
import { showModelActions } from './model-actions.ts';
import type { ModelRole } from './model-choice.ts';

/** What a person does about models, command by command. */
export class ModelFlows {
  private readonly models: HostModels;
  private readonly known: KnownModels;
  private readonly documents: CheckDocuments;
  private readonly connecting: ConnectModel;

  constructor(context: ModelsContext, documents: CheckDocuments) {
    this.models = new HostModels(context);
    this.known = new KnownModels(context.globalState);
    this.documents = documents;
    this.connecting = new ConnectModel(() => this.with());
  }

  connect(): Promise<void> {
    return this.connecting.run();
  }

  check(reference?: string): Promise<void> {
    return checkCommand(this.with(), reference);
  }

  choose(role?: ModelRole): Promise<void> {
    return chooseModel(this.with(), role);
  }

  setKey(): Promise<void> {
    return setKey(this.models.keys, this.known);
  }

  forgetKey(): Promise<void> {
    return forgetKey(this.models.keys);
  }

  actions(): Promise<void> {
    return showModelActions();
  }

  /** Folders come and go while the window is open. */
  private with(): Connecting {
    const { models, known, documents } = this;
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    return { models, known, documents, folder: folder?.uri.fsPath };
  }
}
