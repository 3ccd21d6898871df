import { join } from 'node:path';
import { interjectionTool, Mailbox } from '../../engine/conductor/interjection.ts';
import { loadPrompts } from '../../engine/conductor/prompts/load-prompts.ts';
import { scaffolds } from '../../engine/conductor/scaffolds.ts';
import { solveProgram, type SolveInput, type SolveOutput } from '../../engine/conductor/solve-program.ts';
import { modelTool } from '../../engine/models/model-tool.ts';
import type { Prices } from '../../engine/models/price.ts';
import type { ModelSource } from '../../engine/models/registry.ts';
import type { PythonRunner } from '../../engine/python/python-run.ts';
import { pythonTool } from '../../engine/python/python-tool.ts';
import type { Program } from '../../engine/runs/program.ts';

/** What a folder's runs are made of; read anew for each run, so that changed settings hold from the next one on. */
export interface SolveParts {
  /** @param gesture whether a person is asking right now */
  models(folder: string, gesture: boolean): Promise<ModelSource>;
  python(folder: string): Promise<PythonRunner>;
  prices(folder: string): Prices;
}

/** Puts the program together that solves puzzles in a folder: its prompts, models, Python, and the person. */
export class SolveWorkshop {
  constructor(private readonly parts: SolveParts) {}

  async program(
    folder: string,
    gesture: boolean,
  ): Promise<{ readonly program: Program<SolveInput, SolveOutput>; readonly mailbox: Mailbox }> {
    const [models, python, prompts] = await Promise.all([
      this.parts.models(folder, gesture),
      this.parts.python(folder),
      loadPrompts(join(folder, '.baton', 'prompts')),
    ]);
    const mailbox = new Mailbox();
    const tools = {
      model: modelTool(models, this.parts.prices(folder)),
      python: pythonTool(python),
      interjection: interjectionTool(mailbox),
    };
    return { program: solveProgram(scaffolds, prompts, tools), mailbox };
  }
}
