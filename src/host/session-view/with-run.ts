import type { OpenRun, RunLibrary } from '../runs/run-library.ts';

/** Opens a run for one look at it. @throws UserError when its journal cannot be read */
export function withRun<Value>(library: RunLibrary, id: string, look: (run: OpenRun) => Value): Value {
  const run = library.open(id);
  try {
    return look(run);
  } finally {
    run.dispose();
  }
}
