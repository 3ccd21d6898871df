import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CapabilityMemory } from '../engine/models/capability-store.ts';
import { EnvironmentKeys } from '../engine/models/key-source.ts';
import { modelTool } from '../engine/models/model-tool.ts';
import { OpenAIModel } from '../engine/models/openai-model.ts';
import type { Prices } from '../engine/models/price.ts';
import { readRecording } from '../engine/models/read-recording.ts';
import { RecordedModel } from '../engine/models/recorded-model.ts';
import { ModelRegistry, type ModelSource } from '../engine/models/registry.ts';
import { interjectionTool, Mailbox } from '../engine/conductor/interjection.ts';
import { loadPrompts, type Prompts } from '../engine/conductor/prompts/load-prompts.ts';
import { scaffolds } from '../engine/conductor/scaffolds.ts';
import type { SessionTools } from '../engine/conductor/session-tools.ts';
import { solveProgram } from '../engine/conductor/solve-program.ts';
import { locatePython } from '../engine/python/python-files.ts';
import type { PythonRunner } from '../engine/python/python-run.ts';
import { pythonTool } from '../engine/python/python-tool.ts';
import { SandboxedPython } from '../engine/python/sandboxed-python.ts';

/** The folder of the bundle that is running: `dist`. */
export const dist = dirname(fileURLToPath(import.meta.url));

/** The models that a command line can open: any server with keys from the environment, and recordings. */
export function openModels(workspace: string, environment: NodeJS.ProcessEnv): ModelRegistry {
  const options = { keys: new EnvironmentKeys(environment), capabilities: new CapabilityMemory() };
  return new ModelRegistry({
    openai: (reference) => new OpenAIModel(reference, options),
    http: (reference) => new OpenAIModel(reference, options),
    recorded: ({ path }) =>
      new RecordedModel(`recorded:${path}`, readRecording(resolve(workspace, path), `recorded:${path}`)),
  });
}

/** Expert Python in its sandbox. Nothing starts before its first program. */
export function openPython(environment: NodeJS.ProcessEnv): SandboxedPython {
  return new SandboxedPython({ files: locatePython(dist), node: environment.BATON_NODE });
}

export function sessionTools(models: ModelSource, python: PythonRunner, prices: Prices = {}): SessionTools {
  return {
    model: modelTool(models, prices),
    python: pythonTool(python),
    interjection: interjectionTool(new Mailbox()),
  };
}

/** The prompts of the workspace: ours, but where `.baton/prompts/` has a file of the same name. */
export function workspacePrompts(workspace: string): Promise<Prompts> {
  return loadPrompts(join(workspace, '.baton', 'prompts'));
}

export function openSolve(prompts: Prompts, tools: SessionTools): ReturnType<typeof solveProgram> {
  return solveProgram(scaffolds, prompts, tools);
}
