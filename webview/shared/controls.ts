import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/*
 * The one place that knows the toolkit: its elements for what a person types and for buttons with words. It is a
 * script of its own, run after the view's, so that no row waits for it. Rows have native buttons, since hundreds of
 * them come and go while one scrolls (docs/decisions/webview-controls.md).
 */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea(), vsCodeTextField());
