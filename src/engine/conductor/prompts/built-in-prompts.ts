import conductorSystem from './conductor-system.md';
import conductorWithPython from './conductor-with-python.md';
import conductor from './conductor.md';
import expertDynamicAnswer from './expert-dynamic-answer.md';
import expertDynamicIdentity from './expert-dynamic-identity.md';
import expertPython from './expert-python.md';
import expertStatic from './expert-static.md';
import expert from './expert.md';
import interjection from './interjection.md';
import lastRound from './last-round.md';
import multiPersona from './multi-persona.md';
import nudge from './nudge.md';
import type { PromptName } from './prompt-slots.ts';
import reminder from './reminder.md';
import standard from './standard.md';
import zeroShotCot from './zero-shot-cot.md';

/** The prompts that come with Baton, in its own words. */
export const builtInPrompts: Readonly<Record<PromptName, string>> = {
  'conductor-system': conductorSystem,
  conductor,
  'conductor-with-python': conductorWithPython,
  expert,
  'expert-python': expertPython,
  nudge,
  reminder,
  'last-round': lastRound,
  interjection,
  standard,
  'zero-shot-cot': zeroShotCot,
  'expert-static': expertStatic,
  'expert-dynamic-identity': expertDynamicIdentity,
  'expert-dynamic-answer': expertDynamicAnswer,
  'multi-persona': multiPersona,
};
