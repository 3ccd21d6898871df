import { z } from 'zod';

/**
 * How a session asks. The defaults are the published settings (Suzgun & Kalai 2024, arXiv 2401.12954, section 3
 * and the authors' configuration).
 */
export const sessionSettingsSchema = z.object({
  /** The model that conducts, and the one that plays the experts: references. */
  conductor: z.string(),
  expert: z.string(),
  temperature: z.number().min(0).optional(),
  topP: z.number().min(0).max(1).optional(),
  /** Tokens of one reply, reasoning included. */
  maxTokens: z.number().int().positive(),
  seed: z.number().int().optional(),
  thinking: z.boolean().optional(),
  /** Whether there is an Expert Python. */
  python: z.boolean(),
  /** Conductor turns at most; the one before the last is told so. */
  rounds: z.number().int().min(2).max(64),
  /** Milliseconds that one program of Expert Python may run. */
  codeTimeMs: z.number().int().positive(),
  /** Limit on each of a program's two outputs, in characters. */
  outputLimit: z.number().int().positive(),
});
export type SessionSettings = z.infer<typeof sessionSettingsSchema>;

/** The published settings for one model in both parts. */
export function publishedSettings(model: string): SessionSettings {
  return {
    conductor: model,
    expert: model,
    temperature: 0.1,
    topP: 0.95,
    maxTokens: 1024,
    python: true,
    rounds: 16,
    codeTimeMs: 3000,
    outputLimit: 20_000,
  };
}
