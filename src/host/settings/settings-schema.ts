import { z } from 'zod';
import { parseModelReference } from '../../engine/models/model-reference.ts';
import { pricesSchema } from '../../engine/models/price.ts';
import { UserError } from '../../engine/user-error.ts';

/** A model reference, or nothing. */
const model = z
  .string()
  .trim()
  .superRefine((text, context) => {
    if (text === '') return;
    try {
      parseModelReference(text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      context.addIssue({ code: 'custom', message: error.message.replace(/\.$/, '') });
    }
  });

const count = z.number().int().positive();

/**
 * What each setting may hold, by its name without `baton.`. The manifest describes the same to the person;
 * `settings-manifest.test.ts` holds the two together.
 */
export const settingSchemas = {
  model,
  conductorModel: model,
  expertModel: model,
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  replyTokens: count,
  thinking: z.enum(['model', 'on', 'off']),
  seed: z.number().int().nonnegative().nullable(),
  rounds: z.number().int().min(2).max(64),
  'caps.calls': count,
  'caps.tokens': count,
  'caps.minutes': z.number().positive(),
  'caps.cost': z.number().positive().nullable(),
  prices: pricesSchema,
  'python.enabled': z.boolean(),
  'python.timeLimit': z.number().positive().max(600),
  'python.memory': z.number().int().min(64).max(4096),
  'python.node': z.string().trim(),
  'python.interpreter': z.string().trim(),
  'journal.durability': z.enum(['nothing', 'answers']),
  codeLens: z.boolean(),
} as const;

export type SettingName = keyof typeof settingSchemas;
export type SettingValue<Name extends SettingName> = z.infer<(typeof settingSchemas)[Name]>;
