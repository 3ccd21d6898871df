import type { PythonRunner } from '../../engine/python/python-run.ts';
import { openPython, type PythonChoice } from './open-python.ts';

/** One interpreter for all that run programs, and another where the settings have come to want another. */
export class SharedPython {
  private readonly opened = new Map<string, Promise<PythonRunner>>();

  /** @throws UserError `python-missing` */
  async get(choice: PythonChoice): Promise<PythonRunner> {
    const { interpreter, node, memoryLimitMb } = choice;
    const key = JSON.stringify([interpreter, node, memoryLimitMb]);
    const known = this.opened.get(key);
    if (known) return known;
    const opening = openPython(choice);
    this.opened.set(key, opening);
    try {
      return await opening;
    } catch (error) {
      this.opened.delete(key);
      throw error;
    }
  }
}
