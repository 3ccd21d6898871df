import type { ModelTool } from '../models/model-tool.ts';
import type { PythonAnswer, PythonRequest } from '../python/python-run.ts';
import type { Tool } from '../runs/tool.ts';
import type { InterjectionTool } from './interjection.ts';

/** What a session calls: models, the sandbox of Expert Python, and the person who watches. */
export interface SessionTools {
  readonly model: ModelTool;
  readonly python: Tool<PythonRequest, PythonAnswer>;
  readonly interjection: InterjectionTool;
}
