import { resolve } from 'node:path';
import { chatReplySchema } from '../../engine/models/chat-model.ts';
import { modelRequestSchema } from '../../engine/models/model-tool.ts';
import { parseMoment } from '../../engine/moments.ts';
import { pythonRequestSchema } from '../../engine/python/python-run.ts';
import { callText, outline } from '../../engine/report/outline.ts';
import { writeReport } from '../../engine/report/report.ts';
import { type Change, forkRun } from '../../engine/runs/fork-run.ts';
import type { Json } from '../../engine/runs/json.ts';
import type { JournalView } from '../../engine/runs/journal-view.ts';
import { deleteRun, listRuns, renameRun } from '../../engine/runs/list-runs.ts';
import { resumeRun } from '../../engine/runs/resume-run.ts';
import { UserError } from '../../engine/user-error.ts';
import { capOptions, readCaps } from '../caps.ts';
import type { Command, Invocation } from '../command.ts';
import { goOn, optionText } from '../go-on.ts';
import { findRun, runsFolder, summaryJson, viewRun } from '../open-run.ts';

export const runsList: Command = {
  name: 'runs list',
  usage: '',
  summary: "List the workspace's runs, newest first.",
  options: {},
  run({ terminal, workspace }) {
    const { runs, unreadable } = listRuns(runsFolder(workspace), parseMoment);
    if (runs.length === 0 && unreadable.length === 0)
      terminal.print('There are no runs here yet. Solve a puzzle: `baton solve FILE --model REF`.');
    for (const { run, state, moments, title, header } of runs) {
      const fork = header.parent ? ` (fork of ${header.parent.run})` : '';
      terminal.print(`${run}  ${state.padEnd(11)} ${String(moments).padStart(6)} moments  ${title}${fork}`);
    }
    for (const { path, error } of unreadable) terminal.print(`${path}: ${error.message}`);
    terminal.result({
      runs: runs.map(summaryJson),
      unreadable: unreadable.map(({ path, error }) => ({ path, code: error.code, message: error.message })),
    });
    return Promise.resolve(0);
  },
};

export const runsShow: Command = {
  name: 'runs show',
  usage: 'RUN [--call ADDRESS]',
  summary: 'Show a run as an outline, or one of its calls in full.',
  options: { call: { type: 'string' } },
  run({ positionals, values, terminal, workspace }) {
    const view = viewRun(findRun(workspace, positionals[0]));
    try {
      const address = values.call;
      if (typeof address === 'string') {
        const call = view.tree.call(address);
        if (!call)
          throw new UserError(
            'no-such-call',
            `The run made no call at ${address}.`,
            'See `baton runs show RUN`.',
          );
        for (const line of callText(view, call)) terminal.print(line);
        terminal.result({
          asked: view.moment(call.asked),
          settled: call.settled === undefined ? null : view.moment(call.settled),
        });
        return Promise.resolve(0);
      }
      for (const line of outline(view)) terminal.print(line);
      const { header, title, totals, finished } = view.tree;
      terminal.result({
        header,
        title,
        totals,
        finished: finished ?? null,
        calls: [...view.tree.allCalls()],
      });
      return Promise.resolve(0);
    } finally {
      view.close();
    }
  },
};

export const runsResume: Command = {
  name: 'runs resume',
  usage: 'RUN',
  summary: 'Go on with a run that was killed, cancelled or capped; nothing answered is asked again.',
  options: capOptions,
  run(invocation) {
    const path = findRun(invocation.workspace, invocation.positionals[0]);
    const caps = readCaps(invocation.values);
    return goOn(invocation, path, (program, observer) =>
      resumeRun(program, path, { parse: parseMoment, caps, observer }),
    );
  },
};

export const runsFork: Command = {
  name: 'runs fork',
  usage:
    'RUN --at ADDRESS [--ask-again | --answer TEXT|@FILE | --prompt TEXT|@FILE | --code TEXT|@FILE] [--fresh]',
  summary: 'Change one call of a run and go on from there; what is not after it is not paid again.',
  options: {
    at: { type: 'string' },
    'ask-again': { type: 'boolean' },
    answer: { type: 'string' },
    prompt: { type: 'string' },
    code: { type: 'string' },
    fresh: { type: 'boolean' },
    ...capOptions,
  },
  run(invocation) {
    const { values } = invocation;
    const path = findRun(invocation.workspace, invocation.positionals[0]);
    const view = viewRun(path);
    let change: Change;
    try {
      change = readChange(values, view);
    } finally {
      view.close();
    }
    const caps = readCaps(values);
    return goOn(invocation, path, (program, observer) =>
      forkRun(program, path, change, { parse: parseMoment, caps, observer, fresh: values.fresh === true }),
    );
  },
};

/** The change that a command line asks for. Without one, the fork differs in nothing. */
function readChange(values: Invocation['values'], view: JournalView): Change {
  const at = values.at;
  if (typeof at !== 'string')
    throw new UserError('bad-usage', 'baton runs fork needs --at ADDRESS.', 'See `baton runs show RUN`.');
  const given = (['ask-again', 'answer', 'prompt', 'code'] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (given.length > 1)
    throw new UserError('bad-usage', `A fork makes one change, not ${given.join(' and ')}.`);
  const call = view.tree.call(at);
  if (!call)
    throw new UserError('no-such-call', `The run made no call at ${at}.`, 'See `baton runs show RUN`.');
  const text = (name: 'answer' | 'prompt' | 'code'): string => optionText(String(values[name]));
  const asked = view.moment(call.asked);
  const request = asked.kind === 'asked' ? asked.request : null;
  const [what] = given;
  if (what === undefined) return { change: 'none', at };
  switch (what) {
    case 'ask-again':
      return { change: 'ask-again', at };
    case 'answer': {
      const settled = call.settled === undefined ? undefined : view.moment(call.settled);
      const reply = chatReplySchema.safeParse(settled?.kind === 'answered' ? settled.answer : undefined);
      if (!reply.success)
        throw new UserError(
          'bad-usage',
          `${at} is no answered call of a model, so its reply cannot be replaced.`,
        );
      return { change: 'answer', at, now: { ...reply.data, text: text('answer') } as Json };
    }
    case 'prompt': {
      const { messages, ...rest } = modelRequestSchema.parse(request);
      const last = messages.at(-1);
      const edited = [...messages.slice(0, -1), { role: last?.role ?? 'user', content: text('prompt') }];
      return { change: 'request', at, now: { ...rest, messages: edited } as Json };
    }
    case 'code':
      return {
        change: 'request',
        at,
        now: { ...pythonRequestSchema.parse(request), code: text('code') } as Json,
      };
  }
}

export const runsReport: Command = {
  name: 'runs report',
  usage: 'RUN [--out FILE.html]',
  summary: 'Write a run as one HTML file that opens offline.',
  options: { out: { type: 'string' } },
  async run({ positionals, values, terminal, workspace }) {
    const view = viewRun(findRun(workspace, positionals[0]));
    try {
      const out = resolve(
        workspace,
        typeof values.out === 'string' ? values.out : `${view.tree.header?.run ?? 'run'}.html`,
      );
      await writeReport(view, out);
      terminal.print(out);
      terminal.result({ report: out });
      return 0;
    } finally {
      view.close();
    }
  },
};

export const runsRename: Command = {
  name: 'runs rename',
  usage: 'RUN TITLE',
  summary: 'Give a run another title.',
  options: {},
  run({ positionals, terminal, workspace }) {
    const [run, title] = positionals;
    if (title === undefined) throw new UserError('bad-usage', 'baton runs rename takes a run and a title.');
    renameRun(findRun(workspace, run), title, parseMoment);
    terminal.result({ run, title });
    return Promise.resolve(0);
  },
};

export const runsDelete: Command = {
  name: 'runs delete',
  usage: 'RUN',
  summary: 'Delete a run; its forks keep what they reused.',
  options: {},
  run({ positionals, terminal, workspace }) {
    const path = findRun(workspace, positionals[0]);
    deleteRun(path);
    terminal.print(`Deleted ${path}.`);
    terminal.result({ deleted: path });
    return Promise.resolve(0);
  },
};
