import { describe, expect, test } from 'vitest';
import type { Block, DiagnosticKind } from './conductor-message.ts';
import { parseConductorMessage } from './parse-conductor-message.ts';

/** A block in one line: what it is, whose, and what it says. */
function outline(block: Block): string {
  switch (block.kind) {
    case 'call':
      return `${block.name} ← ${block.instruction}`;
    case 'hallucinated-reply':
      return `${block.name} → ${block.text}`;
    case 'final-answer':
      return `answer ${block.text}`;
    case 'prose':
      return `~ ${block.text}`;
  }
}

interface Case {
  readonly title: string;
  readonly message: string;
  readonly blocks: readonly string[];
  readonly diagnostics?: readonly DiagnosticKind[];
  readonly move?: 'call' | 'answer' | 'neither';
}

function lines(...all: readonly string[]): string {
  return all.join('\n');
}

function check(cases: readonly Case[]): void {
  test.each(cases)('$title', ({ message, blocks, diagnostics = [], move }) => {
    const parsed = parseConductorMessage(message);
    expect(parsed.blocks.map(outline)).toEqual(blocks);
    expect(parsed.diagnostics.map(({ kind }) => kind).sort()).toEqual([...diagnostics].sort());
    if (move) expect(parsed.move).toBe(move);
  });
}

describe('the form as published', () => {
  check([
    {
      title: 'a call',
      message: lines('Expert Mathematician:', '"""', 'Add 2 and 2.', 'Show the sum.', '"""'),
      blocks: ['Expert Mathematician ← Add 2 and 2.\nShow the sum.'],
      move: 'call',
    },
    {
      title: 'a call between prose',
      message: lines('Let me ask.', '', 'Expert Poet:', '"""', 'Rhyme.', '"""', '', 'I wait.'),
      blocks: ['~ Let me ask.', 'Expert Poet ← Rhyme.', '~ I wait.'],
    },
    {
      title: 'a final answer',
      message: lines('Both agree.', '', '>> FINAL ANSWER:', '"""', '42', '"""'),
      blocks: ['~ Both agree.', 'answer 42'],
      move: 'answer',
    },
    {
      title: 'several calls in one turn',
      message: lines('Expert A:', '"""', 'one', '"""', '', 'Expert B:', '"""', 'two', '"""'),
      blocks: ['Expert A ← one', 'Expert B ← two'],
    },
    {
      title: 'calls without a blank line between',
      message: lines('Expert A:', '"""', 'one', '"""', 'Expert B:', '"""', 'two', '"""'),
      blocks: ['Expert A ← one', 'Expert B ← two'],
    },
    {
      title: 'a call and a final answer: calls win',
      message: lines('Expert A:', '"""', 'check', '"""', '>> FINAL ANSWER:', '"""', '42', '"""'),
      blocks: ['Expert A ← check', 'answer 42'],
      diagnostics: ['call-with-final-answer'],
      move: 'call',
    },
    {
      title: 'neither',
      message: 'I think the answer is 42, said Expert Mathematician.',
      blocks: ['~ I think the answer is 42, said Expert Mathematician.'],
      diagnostics: ['neither'],
      move: 'neither',
    },
    { title: 'nothing at all', message: '', blocks: [], diagnostics: ['neither'], move: 'neither' },
  ]);
});

describe('names and headings', () => {
  const called = (heading: string, name: string, extra: Partial<Case> = {}): Case => ({
    title: JSON.stringify(heading),
    message: lines(heading, '"""', 'do it', '"""'),
    blocks: [`${name} ← do it`],
    ...extra,
  });
  check([
    called('Expert Chess Player 3:', 'Expert Chess Player 3'),
    called('Expert Chess Double-Checker:', 'Expert Chess Double-Checker'),
    called('Expert C++ Programmer:', 'Expert C++ Programmer'),
    called('Expert Node.js Developer:', 'Expert Node.js Developer'),
    called('Expert Dr. Müller:', 'Expert Dr. Müller'),
    called("Expert Children's Author:", "Expert Children's Author"),
    called('Expert Python (Round 2):', 'Expert Python (Round 2)'),
    called('Expert 数学家:', 'Expert 数学家'),
    called('Expert Python：', 'Expert Python'),
    called('Expert  Problem\tSolver :', 'Expert Problem Solver'),
    called('expert python:', 'expert python'),
    called('EXPERT PYTHON:', 'EXPERT PYTHON'),
    called('**Expert Python:**', 'Expert Python'),
    called('**Expert Python**:', 'Expert Python'),
    called('### Expert Python:', 'Expert Python'),
    called('*Expert Python:*', 'Expert Python'),
    called('- Expert Python:', 'Expert Python'),
    called('1. **Expert Python:**', 'Expert Python'),
    called('  Expert Python:  ', 'Expert Python'),
    called('Expert Python', 'Expert Python', { diagnostics: ['heading-without-colon'] }),
    called('ROUND 2: Expert Python:', 'Expert Python', { blocks: ['~ ROUND 2:', 'Expert Python ← do it'] }),
    called("Now let's ask Expert Mathematician:", 'Expert Mathematician', {
      blocks: ["~ Now let's ask", 'Expert Mathematician ← do it'],
    }),
    {
      title: 'blank lines before the quotes',
      message: lines('Expert A:', '', '', '"""', 'do it', '"""'),
      blocks: ['Expert A ← do it'],
    },
    {
      title: 'a ROUND heading echoed before the call',
      message: lines('ROUND 2:', '', 'Expert A:', '"""', 'do it', '"""'),
      blocks: ['~ ROUND 2:', 'Expert A ← do it'],
    },
    {
      title: 'a sentence that begins like a heading',
      message: lines(
        'Expert Mathematician has found it. The expression is:',
        '',
        '(1+2)*8',
        '',
        '>> FINAL ANSWER:',
        '"""',
        '24',
        '"""',
      ),
      blocks: ['~ Expert Mathematician has found it. The expression is:\n\n(1+2)*8', 'answer 24'],
    },
    {
      title: 'a sentence, then quotes: no call',
      message: lines('Expert Mathematician has found this:', '"""', '24', '"""'),
      blocks: ['~ Expert Mathematician has found this:\n"""\n24\n"""'],
      diagnostics: ['neither', 'stray-quotes'],
    },
    {
      title: 'a quotation of an earlier reply: no call',
      message: lines('The output of Expert Python:', '"""', '24', '"""'),
      blocks: ['~ The output of Expert Python:\n"""\n24\n"""'],
      diagnostics: ['neither', 'stray-quotes'],
    },
    {
      title: 'a heading without a block',
      message: lines('Expert Mathematician:', 'Please add 2 and 2.'),
      blocks: ['~ Expert Mathematician:\nPlease add 2 and 2.'],
      diagnostics: ['heading-without-block', 'neither'],
    },
    {
      title: 'a list of experts is prose',
      message: lines('Experts: Expert Poet, Expert Python.', '', 'Expert Poet:', '"""', 'Rhyme.', '"""'),
      blocks: ['~ Experts: Expert Poet, Expert Python.', 'Expert Poet ← Rhyme.'],
    },
    {
      title: 'the conductor does not call itself',
      message: lines('Meta-Expert:', '"""', 'hello', '"""'),
      blocks: ['~ Meta-Expert:\n"""\nhello\n"""'],
      diagnostics: ['neither', 'stray-quotes'],
    },
    {
      title: 'single quotes never count',
      message: lines('Expert A:', "'''", 'do it', "'''"),
      blocks: ["~ Expert A:\n'''\ndo it\n'''"],
      diagnostics: ['heading-without-block', 'neither'],
    },
  ]);
});

describe('where quotes open and close', () => {
  check([
    {
      title: 'on the heading line, to the same line',
      message: 'Expert Python: """print 2+2"""',
      blocks: ['Expert Python ← print 2+2'],
    },
    {
      title: 'on the heading line, to a later line',
      message: lines('Expert Python: """print 2+2', 'and 3+3', '"""'),
      blocks: ['Expert Python ← print 2+2\nand 3+3'],
    },
    {
      title: 'at the ends of one line',
      message: lines('Expert Python:', '"""print 2+2"""'),
      blocks: ['Expert Python ← print 2+2'],
    },
    {
      title: 'closing at a line end',
      message: lines('Expert Python:', '"""', 'print 2+2', 'and 3+3."""', '', 'I wait.'),
      blocks: ['Expert Python ← print 2+2\nand 3+3.', '~ I wait.'],
    },
    {
      title: 'closing behind a sign that code has too',
      message: lines('Expert Python:', '"""', 'grow by 50%"""', '', 'Expert B:', '"""', 'in C++"""'),
      blocks: ['Expert Python ← grow by 50%', 'Expert B ← in C++'],
    },
    {
      title: 'closing behind a colon',
      message: lines('Expert A:', '"""', 'Say how:"""', '', 'Expert B:', '"""', 'two', '"""'),
      blocks: ['Expert A ← Say how:', 'Expert B ← two'],
      diagnostics: ['ambiguous-closing'],
    },
    {
      title: 'text behind the closing quotes',
      message: lines('Expert A:', '"""', 'do it', '""" I will wait for the reply.'),
      blocks: ['Expert A ← do it', '~ I will wait for the reply.'],
    },
    {
      title: 'prose right below the closing quotes',
      message: lines('Expert A:', '"""', 'do it', '"""', 'I will wait.'),
      blocks: ['Expert A ← do it', '~ I will wait.'],
    },
    {
      title: 'prose right below closing quotes that follow a blank line',
      message: lines('Expert A:', '"""', 'do it', '', '"""', 'I will wait.'),
      blocks: ['Expert A ← do it', '~ I will wait.'],
      diagnostics: ['ambiguous-closing'],
    },
    {
      title: 'the next heading right behind the closing quotes',
      message: lines('Expert A:', '"""', 'one', '"""Expert B:', '"""', 'two', '"""'),
      blocks: ['Expert A ← one', 'Expert B ← two'],
    },
    {
      title: 'all on one line',
      message: 'Expert A: """one""" Expert B: """two"""',
      blocks: ['Expert A ← one', 'Expert B ← two'],
    },
    {
      title: 'CRLF',
      message: 'Expert A:\r\n"""\r\none\r\ntwo\r\n"""\r\n\r\nBye.\r\n',
      blocks: ['Expert A ← one\r\ntwo', '~ Bye.'],
    },
    {
      title: 'an indented block',
      message: lines(
        '1. Expert A:',
        '   """',
        '   one',
        '   """',
        '2. Expert B:',
        '   """',
        '   two',
        '   """',
      ),
      blocks: ['Expert A ← one', 'Expert B ← two'],
    },
    {
      title: 'closing quotes indented by mistake',
      message: lines('Expert A:', '"""', '    one', '    """', '', 'Expert B:', '"""', 'two', '"""'),
      blocks: ['Expert A ← one', 'Expert B ← two'],
      diagnostics: ['ambiguous-closing'],
    },
    {
      title: 'the whole message in a fence',
      message: lines('```', 'Expert A:', '"""', 'one', '"""', '```'),
      blocks: ['~ ```', 'Expert A ← one', '~ ```'],
    },
    {
      title: 'a fence around the quotes',
      message: lines('Expert A:', '```', '"""', 'one', '"""', '```'),
      blocks: ['Expert A ← one', '~ ```'],
    },
    {
      title: 'no closing quotes: cut short',
      message: lines('Expert A:', '"""', 'one and'),
      blocks: ['Expert A ← one and'],
      diagnostics: ['odd-quotes', 'unclosed-block'],
    },
    {
      title: 'nothing after the opening quotes',
      message: lines('Expert A:', '"""'),
      blocks: ['Expert A ← '],
      diagnostics: ['empty-instruction', 'odd-quotes', 'unclosed-block'],
    },
    {
      title: 'an empty block',
      message: lines('Expert A:', '"""', '"""'),
      blocks: ['Expert A ← '],
      diagnostics: ['empty-instruction'],
    },
    {
      title: 'quotes before any heading',
      message: lines('"""', 'Expert A:', '"""', 'one', '"""'),
      blocks: ['~ """', 'Expert A ← one'],
      diagnostics: ['odd-quotes', 'stray-quotes'],
    },
    {
      title: 'a second call in an unclosed one: one call, as written',
      message: lines(
        'Expert A:',
        '"""',
        'Thanks. I now ask another.',
        '',
        'Expert B:',
        '"""',
        'Check it.',
        '"""',
      ),
      blocks: ['Expert A ← Thanks. I now ask another.\n\nExpert B:\n"""\nCheck it.'],
      diagnostics: ['ambiguous-closing', 'heading-in-block', 'odd-quotes'],
    },
    {
      title: 'four quotes or more close with as many',
      message: lines('Expert A:', '""""', 'x = """', 'Expert B:', '"""', 'two', '"""', '""""', 'Bye.'),
      blocks: ['Expert A ← x = """\nExpert B:\n"""\ntwo\n"""', '~ Bye.'],
      diagnostics: ['heading-in-block', 'odd-quotes'],
    },
  ]);
});

describe('quotes inside an instruction', () => {
  const asked = (title: string, body: readonly string[], extra: Partial<Case> = {}): Case => ({
    title,
    message: lines('Expert Python:', '"""', ...body, '"""', '', 'Expert B:', '"""', 'two', '"""'),
    blocks: [`Expert Python ← ${lines(...body)}`, 'Expert B ← two'],
    ...extra,
  });
  const nested: Partial<Case> = { diagnostics: ['heading-in-block'] };
  const doubtful: Partial<Case> = { diagnostics: ['ambiguous-closing'] };
  const both: Partial<Case> = { diagnostics: ['ambiguous-closing', 'heading-in-block'] };
  check([
    asked('a one-line docstring', ['Fix this:', 'def f():', '    """Add."""', '    return 1']),
    asked('a docstring over lines', [
      'Fix this:',
      'def f():',
      '    """Add.',
      '',
      '    Slowly.',
      '    """',
      '    return 1',
    ]),
    asked('a docstring with its quotes alone', [
      'def f():',
      '    """',
      '    Add.',
      '    """',
      '    return 1',
      '',
      'Run it.',
    ]),
    asked('a docstring that ends in mid-line', ['def f():', '    """Add', '    slowly."""', '    return 1']),
    asked(
      'a module docstring',
      ['Here is my file:', '', '"""', 'Sums.', '"""', '', 'import os', '', 'Improve it.'],
      doubtful,
    ),
    asked('a docstring in a fence', [
      'Fix:',
      '```python',
      '"""',
      'Sums.',
      '"""',
      '',
      'x = 1',
      '```',
      'Run it.',
    ]),
    asked('an unfinished docstring in a fence', ['Go on:', '```python', '"""', 'Sums', '```', 'Run it.'], {
      diagnostics: ['odd-quotes'],
    }),
    asked('an unfinished docstring, indented', ['Go on:', 'def f():', '    """', '    Sums'], {
      diagnostics: ['odd-quotes'],
    }),
    asked('a string assigned', ['Run:', 'text = """', 'one', 'two', '"""', 'print(text)']),
    asked('a string in a call', ['Run:', 'print("""', 'one', '""")', 'Then stop.']),
    asked('an f-string begun in mid-line', ['Run:', 'x = f"""a', 'b"""', 'print(x)']),
    asked('a text quoted', ['Translate this:', '"""', 'Guten Tag', '"""', 'into English.']),
    asked(
      'a text quoted with blank lines around',
      ['Translate this:', '', '"""', 'Guten Tag', '"""', '', 'into English.'],
      doubtful,
    ),
    asked('a mention', ['Begin with """ and end with """ alone.', 'And never """ twice.'], {
      diagnostics: ['odd-quotes'],
    }),
    asked('a mention between backticks', ['Docstrings begin with `"""`.'], {}),
    asked('an escaped run', ['Print \\""" first.']),
    asked('a fence that is not closed', ['Run:', '```python', 'print(1)'], {}),
    asked('a code fence with a blank line before the end', ['Run:', '```python', 'print(1)', '```']),
    asked(
      'a call quoted',
      ['Judge this prompt:', '', 'Expert C:', '"""', 'Add.', '"""', '', 'Is it good?'],
      both,
    ),
    asked('a call quoted last', ['Judge this prompt:', '', 'Expert C:', '"""', 'Add.', '"""'], nested),
    asked(
      'a call quoted in a fence',
      ['Judge:', '```', 'Expert C:', '"""', 'Add.', '"""', '```', 'Good?'],
      both,
    ),
    asked(
      'a final answer quoted',
      ['Answer so:', '>> FINAL ANSWER:', '"""', '[answer]', '"""', 'No more.'],
      nested,
    ),
    asked('a final answer without quotes', ['Answer so:', '>> FINAL ANSWER: 42', 'No more.'], {}),
    asked('a reply quoted', ["Expert C's output:", '"""', '24', '"""', '', 'Is that right?'], both),
    asked('a heading for its last line', ['Answer as if you were', 'Expert C:'], {
      diagnostics: ['ambiguous-closing', 'heading-in-block'],
    }),
  ]);
});

describe('invented replies', () => {
  check([
    {
      title: 'alone',
      message: lines('ROUND 4:', '', "Expert Python's output:", '"""', '24', '"""'),
      blocks: ['~ ROUND 4:', 'Expert Python → 24'],
      diagnostics: ['hallucinated-reply', 'neither'],
      move: 'neither',
    },
    {
      title: 'beside a call: flagged, and no call',
      message: lines(
        "Expert Python's output:",
        '"""',
        '24',
        '"""',
        '',
        'Expert A:',
        '"""',
        'check 24',
        '"""',
      ),
      blocks: ['Expert Python → 24', 'Expert A ← check 24'],
      diagnostics: ['hallucinated-reply'],
      move: 'call',
    },
    {
      title: 'behind a call, not waiting for it',
      message: lines(
        'Expert Python:',
        '"""',
        'add',
        '"""',
        '',
        "Expert Python's output:",
        '"""',
        '24',
        '"""',
      ),
      blocks: ['Expert Python ← add', 'Expert Python → 24'],
      diagnostics: ['hallucinated-reply'],
      move: 'call',
    },
    {
      title: 'with a final answer',
      message: lines(
        "Expert Python's output:",
        '"""',
        '24',
        '"""',
        '',
        '>> FINAL ANSWER:',
        '"""',
        '24',
        '"""',
      ),
      blocks: ['Expert Python → 24', 'answer 24'],
      diagnostics: ['hallucinated-reply'],
      move: 'answer',
    },
    {
      title: 'in bold, with a curly apostrophe',
      message: lines('**Expert Python’s Output:**', '"""', '24', '"""'),
      blocks: ['Expert Python → 24'],
      diagnostics: ['hallucinated-reply', 'neither'],
    },
    {
      title: 'an output of an output',
      message: lines("Expert Python's output's output:", '"""', '24', '"""'),
      blocks: ['Expert Python → 24'],
      diagnostics: ['hallucinated-reply', 'neither'],
    },
  ]);
});

describe('final answers', () => {
  const answered = (
    message: string,
    blocks: readonly string[],
    diagnostics: readonly DiagnosticKind[] = [],
  ): Case => ({
    title: JSON.stringify(message),
    message,
    blocks,
    diagnostics,
    move: 'answer',
  });
  const unquoted: readonly DiagnosticKind[] = ['unquoted-final-answer'];
  check([
    answered(lines('>>FINAL ANSWER:', '"""', '42', '"""'), ['answer 42']),
    answered(lines('FINAL ANSWER:', '"""', '42', '"""'), ['answer 42']),
    answered(lines('**>> FINAL ANSWER:**', '"""', '42', '"""'), ['answer 42']),
    answered(lines('>> **FINAL ANSWER:**', '"""', '42', '"""'), ['answer 42']),
    answered(lines('### Final Answer:', '"""', '42', '"""'), ['answer 42']),
    answered(lines('>> FINAL ANSWER', '"""', '42', '"""'), ['answer 42'], ['heading-without-colon']),
    answered('>> FINAL ANSWER: """42"""', ['answer 42']),
    answered('>> FINAL ANSWER: 42', ['answer 42'], unquoted),
    answered('FINAL ANSWER: 42', ['answer 42'], unquoted),
    answered('**Final Answer:** 42', ['answer 42'], unquoted),
    answered('So I give my >> FINAL ANSWER: 42', ['~ So I give my', 'answer 42'], unquoted),
    answered(lines('>> FINAL ANSWER:', '42'), ['answer 42'], unquoted),
    answered(
      lines('>> FINAL ANSWER:', '', 'Shall I', '', 'compare'),
      ['answer Shall I\n\ncompare'],
      unquoted,
    ),
    answered(lines('>> FINAL ANSWER: 42', '', 'As shown.'), ['answer 42', '~ As shown.'], unquoted),
    answered(lines('>> FINAL ANSWER: a', 'b', '', 'As shown.'), ['answer a\nb', '~ As shown.'], unquoted),
    answered(
      lines('>> FINAL ANSWER:', '```python', 'def f():', '    return 1', '```', 'Bye.'),
      ['answer def f():\n    return 1', '~ Bye.'],
      unquoted,
    ),
    answered(lines('>> FINAL ANSWER:', '```', '"""', '42', '"""', '```'), ['answer 42', '~ ```']),
    answered(lines('>> FINAL ANSWER: the sum is', '"""', '42', '"""'), ['answer 42']),
    answered(lines('>> FINAL ANSWER:', '"""', 'def f():', '    """Add."""', '    return 1', '"""'), [
      'answer def f():\n    """Add."""\n    return 1',
    ]),
    answered(lines('>> FINAL ANSWER:', '"""', '42'), ['answer 42'], ['odd-quotes', 'unclosed-block']),
    answered(
      lines('>> FINAL ANSWER:', '"""', '41', '"""', '', 'No:', '', '>> FINAL ANSWER:', '"""', '42', '"""'),
      ['answer 41', '~ No:', 'answer 42'],
      ['several-final-answers'],
    ),
    {
      title: 'an empty one is none',
      message: lines('>> FINAL ANSWER:', '"""', '"""'),
      blocks: ['answer '],
      diagnostics: ['empty-final-answer', 'neither'],
      move: 'neither',
    },
    {
      title: 'an unclosed one does not swallow a call',
      message: lines('>> FINAL ANSWER:', '"""', '42', '', 'Expert A:', '"""', 'check 42', '"""'),
      blocks: ['answer 42', 'Expert A ← check 42'],
      diagnostics: ['call-with-final-answer', 'odd-quotes', 'unclosed-block'],
      move: 'call',
    },
    {
      title: 'a sentence about one',
      message: 'The final answer is not known yet. Final answers need checking.',
      blocks: ['~ The final answer is not known yet. Final answers need checking.'],
      diagnostics: ['neither'],
    },
    {
      title: 'a mention in backticks',
      message: 'I shall write `>> FINAL ANSWER:` when done.',
      blocks: ['~ I shall write `>> FINAL ANSWER:` when done.'],
      diagnostics: ['neither'],
    },
  ]);
});

test('the last final answer counts', () => {
  const parsed = parseConductorMessage('>> FINAL ANSWER: 41\n\n>> FINAL ANSWER:\n"""\n42\n"""');
  expect(parsed.finalAnswer?.text).toBe('42');
});
