import {
  provideVSCodeDesignSystem,
  TextArea,
  TextField,
  vsCodeButton,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

/*
 * The one place that knows the toolkit: its elements for what a person types and for buttons with words. Rows have
 * native buttons, since hundreds of them come and go while one scrolls
 * (docs/decisions/webview-controls.md).
 */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeTextArea(), vsCodeTextField());

export { TextArea, TextField };
