import { z } from 'zod';
import { systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { ModelError } from './errors.ts';
import type { KeySource } from './key-source.ts';
import { defaultLimits } from './limits.ts';

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/**
 * The names of the models that a server offers.
 *
 * @param who what failures are said of
 * @throws ModelError; the signal's reason when aborted
 */
export async function listModels(
  connection: Connection,
  who: string,
  within: { readonly signal: AbortSignal; readonly remainingMs: number },
): Promise<string[]> {
  const list = await connection.request({ method: 'get' }, '/models', within, (answer) =>
    Promise.resolve(modelsSchema.safeParse(answer.kind === 'whole' ? answer.value : undefined)),
  );
  if (!list.success) throw new ModelError('model-reply-invalid', who, { detail: 'no list of models' });
  return list.data.data.map(({ id }) => id);
}

/** How long a server may take to list its models while a person waits for the list, in milliseconds. */
const patienceMs = 15_000;

/** The same for a server of which no more is known than its base URL. It is asked once. */
export function listModelsAt(baseUrl: string, keys: KeySource, signal: AbortSignal): Promise<string[]> {
  const limits = { ...defaultLimits, firstByteMs: patienceMs, idleMs: patienceMs };
  const connection = new Connection({
    baseUrl,
    who: baseUrl,
    keys,
    needsKey: false,
    limits,
    clock: systemClock,
  });
  return listModels(connection, baseUrl, { signal, remainingMs: patienceMs });
}
