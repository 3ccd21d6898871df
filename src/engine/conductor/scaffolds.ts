import { expertDynamic } from './expert-dynamic.ts';
import { metaPrompting } from './meta-prompting.ts';
import type { Scaffold, ScaffoldName } from './scaffold.ts';
import { singlePrompt } from './single-prompt.ts';

/** Every scaffold by its name. */
export const scaffolds: Readonly<Record<ScaffoldName, Scaffold>> = {
  meta: metaPrompting,
  standard: singlePrompt('standard'),
  cot: singlePrompt('zero-shot-cot'),
  'expert-static': singlePrompt('expert-static'),
  'expert-dynamic': expertDynamic,
  multipersona: singlePrompt('multi-persona'),
};
