import { z } from 'zod';
import type { RunContext } from '../runs/context.ts';
import type { Prompts } from './prompts/load-prompts.ts';
import type { SessionTools } from './session-tools.ts';
import type { SessionSettings } from './settings.ts';

/** The ways to put a question to a model: meta-prompting, and the paper's baselines. */
export const scaffoldNames = [
  'meta',
  'standard',
  'cot',
  'expert-static',
  'expert-dynamic',
  'multipersona',
] as const;
export const scaffoldNameSchema = z.enum(scaffoldNames);
export type ScaffoldName = z.infer<typeof scaffoldNameSchema>;

/** How a session ends. */
export interface SessionEnd {
  /** The final answer as the model gave it; absent where it never gave one. */
  readonly finalAnswer?: string;
  /** Messages of the model that led there: rounds, for meta-prompting. */
  readonly rounds: number;
}

/** One way to put a question to a model. */
export type Scaffold = (
  context: RunContext,
  question: string,
  settings: SessionSettings,
  prompts: Prompts,
  tools: SessionTools,
) => Promise<SessionEnd>;
