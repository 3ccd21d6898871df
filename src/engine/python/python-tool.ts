import type { Tool } from '../runs/tool.ts';
import { pythonAnswerSchema, pythonRequestSchema } from './python-run.ts';
import type { PythonAnswer, PythonRequest, PythonRunner } from './python-run.ts';

/**
 * Python as something that a run calls and its journal answers. It costs no tokens and is not counted as a call.
 *
 * @param runner where programs run; its interpreter is part of the digest, so that another interpreter's answer
 *   never stands in for this one's
 */
export function pythonTool(runner: PythonRunner): Tool<PythonRequest, PythonAnswer> {
  return {
    kind: 'python',
    version: `1 ${runner.interpreter}`,
    request: pythonRequestSchema,
    answer: pythonAnswerSchema,
    perform: async (request, performance) =>
      runner.run(request, performance.signal, (stream, text) => {
        if (stream === 'stdout') performance.onDelta({ channel: 'output', text });
      }),
  };
}
