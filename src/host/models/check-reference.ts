import { checkModel, type CheckOptions } from '../../engine/models/check-model.ts';
import type { ChatModel } from '../../engine/models/chat-model.ts';
import { ModelError } from '../../engine/models/errors.ts';
import { type ModelCheck, step } from '../../engine/models/model-check.ts';
import type { ModelSource } from '../../engine/models/registry.ts';
import type { ListsModels } from '../../engine/models/check-model.ts';
import { modelLabel } from './model-label.ts';

/**
 * Checks whatever a reference names. A recording is read and not asked: it answers only what was recorded.
 *
 * @throws only the signal's reason, and bugs
 */
export async function checkReference(
  models: ModelSource,
  reference: string,
  options: CheckOptions,
): Promise<ModelCheck> {
  const { nature } = modelLabel(reference);
  let model: ChatModel & Partial<ListsModels>;
  try {
    model = models.open(reference);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const found = step('reachable', 'failed', `${error.message} ${error.hint}`);
    options.onStep?.(found);
    return { reference, nature, usable: false, steps: [found] };
  }
  if (nature !== 'recorded') return checkModel(model, options);
  const found = step(
    'reachable',
    'ok',
    'It can be read. It answers what was asked when it was recorded, and only that.',
  );
  options.onStep?.(found);
  return { reference, nature, usable: true, steps: [found] };
}
