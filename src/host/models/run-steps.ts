/** One step of a flow: the next one, or where it leads instead. */
export type Step = () => Promise<Step | 'back' | 'dismissed' | 'done'>;

/**
 * Goes through a flow until it is done or dismissed, stepping back where a person does.
 *
 * @param path the steps so far, the current one last; changed in place, so that a dismissed flow can be taken up again
 */
export async function runSteps(path: Step[]): Promise<'dismissed' | 'done'> {
  for (;;) {
    const current = path.at(-1);
    if (!current) return 'dismissed';
    const next = await current();
    if (next === 'done' || next === 'dismissed') return next;
    if (next === 'back') path.pop();
    else path.push(next);
  }
}
