import { pythonAnswerSchema, type PythonAnswer, pythonRequestSchema } from '../python/python-run.ts';
import { counted, duration } from './figures.ts';
import { html, type Html } from './html.ts';
import { codeBlock } from './text-block.ts';

/** A program that was run: its code, what it printed and how it ended. */
export function pythonCall(
  request: unknown,
  answer: unknown,
): { readonly asked: Html; readonly answered: Html | undefined } | undefined {
  const asked = pythonRequestSchema.safeParse(request);
  if (!asked.success) return undefined;
  const run = answer === undefined ? undefined : pythonAnswerSchema.safeParse(answer);
  if (run?.success === false) return undefined;
  const { code, timeLimitMs, files, seed } = asked.data;
  const placed = Object.entries(files ?? {});
  return {
    asked: html`<div class="message message-code"><div class="role">code</div>${codeBlock(code)}</div>
${placed.map(
  ([name, text]) =>
    html`<details class="fold"><summary>File <code><bdi>${name}</bdi></code> <span class="count">${counted(text.length, 'character')}</span></summary>${codeBlock(text)}</details>
`,
)}<p class="facts"><span class="fact">at most ${duration(timeLimitMs)}</span>${
      seed === undefined ? undefined : html` <span class="fact">seed <b>${seed}</b></span>`
    }</p>
`,
    answered: run && ran(run.data),
  };
}

const endings: Readonly<Record<PythonAnswer['outcome'], string | undefined>> = {
  ok: undefined,
  exception: 'ended with an exception',
  'time-limit': 'stopped: it ran longer than it may',
  'memory-limit': 'stopped: it used more memory than it may',
  crashed: 'the interpreter crashed',
};

function ran({ stdout, stderr, dropped, outcome, exception, durationMs, interpreter }: PythonAnswer): Html {
  const ending = endings[outcome];
  return html`${stdout === '' && stderr === '' ? html`<p class="nothing">It printed nothing.</p>` : undefined}${output('output', stdout)}${output('standard error', stderr)}${
    ending === undefined
      ? undefined
      : html`<p class="failure"><strong>${ending}</strong>${
          exception &&
          html`: <code><bdi>${exception.type}</bdi></code>${
            exception.line === undefined ? undefined : ` in line ${exception.line}`
          }${exception.message === '' ? undefined : html`: <bdi>${exception.message}</bdi>`}`
        }</p>
`
  }<p class="facts"><span class="fact">${duration(durationMs)}</span> <span class="fact"><bdi>${interpreter}</bdi></span>${
    dropped > 0
      ? html` <span class="fact fact-odd">${counted(dropped, 'more character')} dropped at the limit</span>`
      : undefined
  }</p>
`;
}

function output(name: string, text: string): Html | undefined {
  if (text === '') return undefined;
  return html`<div class="message message-output"><div class="role">${name}</div>${codeBlock(text)}</div>
`;
}
