import * as vscode from 'vscode';
import type { Ending } from './pick-step.ts';

export interface InputStep {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly value?: string;
  readonly password?: boolean;
  readonly canGoBack: boolean;
  /** What is wrong with the text as it stands, or what will be made of it. */
  check(text: string): string | vscode.InputBoxValidationMessage | undefined;
  /** Tried when the text is accepted, while the box says that it is busy: what is wrong with it, or nothing. */
  accept?(text: string, signal: AbortSignal): Promise<string | undefined>;
  /** Told of each change, so that dismissing loses nothing. */
  keep?(text: string): void;
}

/** Asks for one line of text. */
export async function inputStep(step: InputStep): Promise<Ending<string>> {
  const box = vscode.window.createInputBox();
  const trying = new AbortController();
  Object.assign(box, { title: step.title, prompt: step.prompt, placeholder: step.placeholder });
  box.value = step.value ?? '';
  box.password = step.password ?? false;
  box.ignoreFocusOut = true;
  box.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  try {
    return await new Promise<Ending<string>>((resolve, reject) => {
      box.onDidChangeValue((text) => {
        step.keep?.(text);
        box.validationMessage = text === '' ? undefined : step.check(text);
      });
      box.onDidTriggerButton(() => {
        resolve({ kind: 'back' });
      });
      box.onDidHide(() => {
        resolve({ kind: 'dismissed' });
      });
      const accept = async (text: string): Promise<void> => {
        const found = step.check(text);
        box.validationMessage = found;
        if (found !== undefined && !isRemark(found)) return;
        box.busy = true;
        box.enabled = false;
        const wrong = await step.accept?.(text, trying.signal);
        if (trying.signal.aborted) return;
        box.busy = false;
        box.enabled = true;
        if (wrong === undefined) resolve({ kind: 'chosen', value: text });
        else box.validationMessage = wrong;
      };
      box.onDidAccept(() => {
        accept(box.value).catch((error: unknown) => {
          if (!trying.signal.aborted) reject(error instanceof Error ? error : new Error(String(error)));
        });
      });
      box.show();
    });
  } finally {
    trying.abort();
    box.dispose();
  }
}

/** What only informs does not stand in the way. */
function isRemark(found: string | vscode.InputBoxValidationMessage): boolean {
  return typeof found !== 'string' && found.severity === vscode.InputBoxValidationSeverity.Info;
}
