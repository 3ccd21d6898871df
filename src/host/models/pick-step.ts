import * as vscode from 'vscode';

/** How a step of a flow ended: with a value, with the back button, or dismissed (Escape). */
export type Ending<Value> =
  | { readonly kind: 'chosen'; readonly value: Value }
  | { readonly kind: 'back' }
  | { readonly kind: 'dismissed' };

/** A row of a pick. One without a value is there to be read. */
export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value?: Value;
}

export interface PickStep<Value> {
  readonly title: string;
  readonly placeholder: string;
  readonly canGoBack: boolean;
  /**
   * Shows the rows, at once or as they come; the pick says that it is busy until then. A value that it resolves to is
   * taken as chosen. Its signal is aborted when the step ends.
   */
  fill(show: Show<Value>, signal: AbortSignal): Promise<Value | undefined>;
  /** A row for a text that was typed and is no row's. */
  typed?(text: string): Choice<Value> | undefined;
  readonly buttons?: readonly { readonly button: vscode.QuickInputButton; readonly value: Value }[];
}

export type Show<Value> = (rows: readonly Choice<Value>[], placeholder?: string) => void;

/** Shows one pick and waits for its end. */
export async function pickStep<Value>(step: PickStep<Value>): Promise<Ending<Value>> {
  const pick = vscode.window.createQuickPick<Choice<Value>>();
  const filling = new AbortController();
  pick.title = step.title;
  pick.placeholder = step.placeholder;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  const own = step.buttons ?? [];
  pick.buttons = [
    ...(step.canGoBack ? [vscode.QuickInputButtons.Back] : []),
    ...own.map(({ button }) => button),
  ];
  let rows: readonly Choice<Value>[] = [];
  const refresh = (): void => {
    const extra = pick.value.trim() === '' ? undefined : step.typed?.(pick.value.trim());
    pick.items = extra ? [...rows, extra] : rows;
    const [first] = pick.activeItems;
    const usable = pick.items.find(({ value }) => value !== undefined);
    // A row to be read comes first where there is news; Enter is for what can be done about it.
    if (pick.value === '' && first?.value === undefined && usable) pick.activeItems = [usable];
  };
  try {
    return await new Promise<Ending<Value>>((resolve, reject) => {
      pick.onDidChangeValue(refresh);
      pick.onDidTriggerButton((button) => {
        const pressed = own.find((each) => each.button === button);
        resolve(pressed ? { kind: 'chosen', value: pressed.value } : { kind: 'back' });
      });
      pick.onDidAccept(() => {
        const [row] = pick.selectedItems;
        if (row?.value !== undefined) resolve({ kind: 'chosen', value: row.value });
      });
      pick.onDidHide(() => {
        resolve({ kind: 'dismissed' });
      });
      pick.busy = true;
      pick.show();
      step
        .fill((next, placeholder) => {
          rows = next;
          if (placeholder !== undefined) pick.placeholder = placeholder;
          refresh();
        }, filling.signal)
        .then((value) => {
          pick.busy = false;
          if (value !== undefined) resolve({ kind: 'chosen', value });
        })
        .catch((error: unknown) => {
          if (!filling.signal.aborted) reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  } finally {
    filling.abort();
    pick.dispose();
  }
}
