import { resolve } from 'node:path';
import type * as vscode from 'vscode';
import type { CapabilityStore } from '../../engine/models/capability-store.ts';
import { ModelError } from '../../engine/models/errors.ts';
import { OpenAIModel } from '../../engine/models/openai-model.ts';
import { readRecording } from '../../engine/models/read-recording.ts';
import { RecordedModel } from '../../engine/models/recorded-model.ts';
import { ModelRegistry } from '../../engine/models/registry.ts';
import { VSCodeChats } from './editor-chats.ts';
import type { EditorChats } from './editor-chat.ts';
import { KeptCapabilities } from './kept-capabilities.ts';
import { LanguageModel } from './language-model.ts';
import { SecretKeys } from './secret-keys.ts';

/** What of an extension's context the models need. */
export type ModelsContext = Pick<
  vscode.ExtensionContext,
  'secrets' | 'globalState' | 'languageModelAccessInformation'
>;

export interface OpenedFor {
  /** Whether a person is asking right now; only then may the editor ask them for consent. */
  readonly gesture: boolean;
  /** What the paths of recordings are relative to; without a folder only absolute paths are found. */
  readonly folder: string | undefined;
}

/** The models of the editor: those of any server with keys from its secret storage, its own, and recordings. */
export class HostModels {
  readonly keys: SecretKeys;
  readonly capabilities: CapabilityStore;
  readonly chats: EditorChats;

  constructor(context: ModelsContext) {
    this.keys = new SecretKeys(context.secrets);
    this.capabilities = new KeptCapabilities(context.globalState);
    this.chats = new VSCodeChats(context.languageModelAccessInformation);
  }

  /** Models for one run, or for one check: a recording keeps its place in the registry that opened it. */
  open({ gesture, folder }: OpenedFor): ModelRegistry {
    const { keys, capabilities, chats } = this;
    const server = { keys, capabilities };
    return new ModelRegistry({
      openai: (reference) => new OpenAIModel(reference, server),
      http: (reference) => new OpenAIModel(reference, server),
      vscode: (reference) => new LanguageModel(reference, { chats, gesture }),
      recorded: ({ path }) => openRecording(path, folder),
    });
  }
}

function openRecording(path: string, folder: string | undefined): RecordedModel {
  const who = `recorded:${path}`;
  if (folder === undefined && !/^([\\/]|[a-z]:)/i.test(path)) {
    const detail = 'its path is relative, and no folder is open';
    throw new ModelError('model-recording-unreadable', who, { detail });
  }
  return new RecordedModel(who, readRecording(resolve(folder ?? '', path), who));
}
