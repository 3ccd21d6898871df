import { add, divide, fraction, type Fraction, multiply, subtract } from './fraction.ts';

export type Operator = '+' | '-' | '*' | '/';

/** An arithmetic expression over natural numbers. */
export type Expression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  /** `at` is an offset into the text. */
  | { readonly ok: false; readonly problem: string; readonly at: number };

/** Far beyond any answer; what is longer or deeper is refused, so that parsing ends soon and within the stack. */
const longest = 2_000;
const deepest = 100;
const mostDigits = 15;

/**
 * Parses `+ - * /`, brackets and natural numbers in ASCII digits, and nothing else: no powers, no decimals, no
 * names, no implied multiplication, no comments. A minus sign may stand before a number or a bracket.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > longest) return { ok: false, problem: `longer than ${longest} characters`, at: longest };
  const parser = new Parser(text);
  try {
    return { ok: true, expression: parser.all() };
  } catch (error) {
    if (error instanceof Unexpected) return { ok: false, problem: error.message, at: error.at };
    throw error;
  }
}

/**
 * The exact value.
 *
 * @throws RangeError on a division by zero
 */
export function evaluate(expression: Expression): Fraction {
  switch (expression.kind) {
    case 'number':
      return fraction(expression.value);
    case 'negate':
      return subtract(fraction(0n), evaluate(expression.operand));
    case 'binary':
      return apply(expression.operator, evaluate(expression.left), evaluate(expression.right));
  }
}

/** The numbers as they stand, from left to right. */
export function numbersOf(expression: Expression): bigint[] {
  switch (expression.kind) {
    case 'number':
      return [expression.value];
    case 'negate':
      return numbersOf(expression.operand);
    case 'binary':
      return [...numbersOf(expression.left), ...numbersOf(expression.right)];
  }
}

/** The expression as text with the fewest brackets; parsing it gives the same expression again. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'negate':
      return `-${bracketed(expression.operand, expression.operand.kind === 'binary')}`;
    case 'binary': {
      const rank = rankOf(expression.operator);
      const left = expression.left;
      const right = expression.right;
      return [
        bracketed(left, left.kind === 'binary' && rankOf(left.operator) < rank),
        expression.operator,
        bracketed(right, right.kind === 'binary' && rankOf(right.operator) <= rank),
      ].join(' ');
    }
  }
}

function apply(operator: Operator, a: Fraction, b: Fraction): Fraction {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
  }
}

const rankOf = (operator: Operator): number => (operator === '+' || operator === '-' ? 1 : 2);
const bracketed = (expression: Expression, needed: boolean): string =>
  needed ? `(${printExpression(expression)})` : printExpression(expression);

class Unexpected extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

class Parser {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  all(): Expression {
    const expression = this.sum();
    if (this.at < this.text.length) throw this.unexpected();
    return expression;
  }

  private sum(): Expression {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Expression {
    return this.chain(['*', '/'], () => this.signed());
  }

  private chain(operators: readonly Operator[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const next = this.peek();
      const operator = operators.find((one) => one === next);
      if (operator === undefined) return left;
      this.at++;
      left = { kind: 'binary', operator, left, right: operand() };
    }
  }

  private signed(): Expression {
    if (this.peek() !== '-') return this.atom();
    this.at++;
    return { kind: 'negate', operand: this.nested(() => this.signed()) };
  }

  private atom(): Expression {
    if (this.peek() === '(') {
      this.at++;
      const inner = this.nested(() => this.sum());
      if (this.peek() !== ')') throw this.unexpected();
      this.at++;
      this.peek();
      return inner;
    }
    const digits = /^[0-9]+/.exec(this.text.slice(this.at, this.at + mostDigits + 1))?.[0];
    if (digits === undefined) throw this.unexpected();
    if (digits.length > mostDigits) throw new Unexpected('a number is too long', this.at);
    if (digits.length > 1 && digits.startsWith('0')) throw new Unexpected('a number starts with 0', this.at);
    this.at += digits.length;
    this.peek();
    return { kind: 'number', value: BigInt(digits) };
  }

  private nested(parse: () => Expression): Expression {
    if (++this.depth > deepest) throw new Unexpected('nested too deeply', this.at);
    const expression = parse();
    this.depth--;
    return expression;
  }

  private peek(): string | undefined {
    while (this.text[this.at] === ' ') this.at++;
    return this.text[this.at];
  }

  private unexpected(): Unexpected {
    const found = this.text[this.at];
    return new Unexpected(found === undefined ? 'it ends too early' : `"${found}" is not expected`, this.at);
  }
}
