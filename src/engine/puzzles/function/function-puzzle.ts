import { defaultCheckLimits, type Puzzle } from '../puzzle.ts';
import { verdict } from '../verdict.ts';
import { checkFunction, type FunctionTests } from './check-function.ts';
import { extractBody } from './extract-body.ts';
import { bodyEdit, shownSource, standingBody } from './function-source.ts';

/** A function to be written: its doctest examples and the tests beside it say when it is right. */
export function functionPuzzle(id: string, subject: FunctionTests): Puzzle {
  const { name, statement } = subject;
  return {
    id,
    kind: 'function',
    title: name,
    range: { start: statement.start, end: subject.shape.docstring?.end ?? subject.shape.headerEnd },
    line: statement.line,
    answerForm: 'python-body',
    question: () => questionOf(subject),
    extractAnswer: (finalAnswer) => extractBody(finalAnswer, name),
    check: (answer, run, limits = defaultCheckLimits) =>
      answer.trim() === ''
        ? Promise.resolve(verdict('unparseable', `There is no body for ${name}().`))
        : checkFunction(subject, answer, run, limits),
    answerEdit: (answer) => bodyEdit(subject, answer),
    currentAnswer: () => standingBody(subject),
  };
}

function questionOf(subject: FunctionTests): string {
  const fenced = (code: string): string =>
    `\`\`\`python\n${code
      .replace(/\r\n?/g, '\n')
      .replace(/(?:[ \t]*\n){3,}/g, '\n\n\n')
      .trim()}\n\`\`\``;
  const tests = subject.tests.map(({ name, text }) => `These are its tests, ${name}:\n\n${fenced(text)}`);
  const goal =
    subject.examples > 0
      ? 'so that every example in its docstring gives what is shown'
      : 'so that its tests pass';
  return [
    `Write the body of the Python function ${subject.name} ${goal}${subject.examples > 0 && tests.length > 0 ? ' and its tests pass' : ''}.`,
    fenced(shownSource(subject)),
    ...tests,
    `The answer is Python code: the whole function ${subject.name}, with the same name and parameters. It may use ` +
      'the standard library. It is run against the examples and tests.',
  ].join('\n\n');
}
