import { checkModel } from '../../engine/models/check-model.ts';
import { findLocalServers } from '../../engine/models/find-local-servers.ts';
import { UserError } from '../../engine/user-error.ts';
import type { Command } from '../command.ts';
import { openModels } from '../services.ts';

/** `baton models check`: tests a connection and says what the model can do. */
export const modelsCheck: Command = {
  name: 'models check',
  usage: 'REF',
  summary: 'Test a model, step by step: what it can do, how fast.',
  options: {},
  async run({ positionals, terminal, signal, workspace }) {
    const [reference] = positionals;
    if (reference === undefined)
      throw new UserError('bad-usage', 'baton models check takes a model reference.');
    const check = await checkModel(openModels(workspace, process.env).open(reference), {
      signal,
      onStep: ({ name, outcome, sentence }) => {
        terminal.print(`${outcome.padEnd(8)} ${name}: ${sentence}`);
      },
    });
    terminal.result(check);
    return check.usable ? 0 : 1;
  },
};

/** `baton models find`: looks for local servers, on this machine only and only when asked. */
export const modelsFind: Command = {
  name: 'models find',
  usage: '',
  summary: 'Look for Ollama, LM Studio, llama.cpp, vLLM and SGLang on this machine.',
  options: {},
  async run({ terminal, signal }) {
    const servers = await findLocalServers({ signal });
    if (servers.length === 0) terminal.print('No server answers on the usual ports of this machine.');
    for (const { kind, baseUrl, models } of servers) {
      terminal.print(`${kind} at ${baseUrl}`);
      for (const model of models) terminal.print(`  ${baseUrl}#${model}`);
    }
    terminal.result({ servers });
    return 0;
  },
};
