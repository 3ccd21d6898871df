/** The prompts, and the slots of each: those it must hold, and those it may. */
export const promptSlots = {
  'conductor-system': { needs: [], may: [] },
  conductor: { needs: ['question'], may: ['rounds'] },
  'conductor-with-python': { needs: ['question'], may: ['rounds'] },
  expert: { needs: ['instruction'], may: ['name'] },
  'expert-python': { needs: ['instruction'], may: ['name'] },
  nudge: { needs: [], may: [] },
  reminder: { needs: [], may: [] },
  'last-round': { needs: [], may: [] },
  interjection: { needs: ['message'], may: [] },
  standard: { needs: ['question'], may: [] },
  'zero-shot-cot': { needs: ['question'], may: [] },
  'expert-static': { needs: ['question'], may: [] },
  'expert-dynamic-identity': { needs: ['question'], may: [] },
  'expert-dynamic-answer': { needs: ['question', 'identity'], may: [] },
  'multi-persona': { needs: ['question'], may: [] },
} as const satisfies Record<string, { readonly needs: readonly string[]; readonly may: readonly string[] }>;

export type PromptName = keyof typeof promptSlots;

/** The names of one prompt's slots. */
export type SlotOf<Name extends PromptName> =
  (typeof promptSlots)[Name]['needs'][number] | (typeof promptSlots)[Name]['may'][number];

/** What one prompt is filled with: every slot, those that it may leave out included. */
export type SlotValues<Name extends PromptName> = Readonly<Record<SlotOf<Name>, string>>;
