import type { ChatMessage } from '../../src/engine/models/chat-model.ts';

/**
 * A model that we wrote, word for word, to show what a session looks like: it solves `4 5 6 10` and the night watch,
 * each by a search in Expert Python, a check by another expert, and a final answer. What it says stands in
 * samples/recordings/; what Expert Python prints is really computed.
 */
export function sampleModel(messages: readonly ChatMessage[]): string {
  const all = messages.map(({ content }) => content).join('\n');
  const part = all.includes('museum') ? nightWatch : teaBreak;
  const last = messages.at(-1)?.content ?? '';
  if (messages.length === 1)
    return last.includes('python') || last.includes('Python') ? part.program : part.check;
  const round = messages.filter(({ role }) => role === 'assistant').length;
  return [part.first, part.second, part.last][Math.min(round, 2)]?.(all) ?? '';
}

interface Part {
  readonly first: (heard: string) => string;
  readonly program: string;
  readonly second: (heard: string) => string;
  readonly check: string;
  readonly last: (heard: string) => string;
}

const call = (name: string, instruction: string): string => `${name}:\n"""\n${instruction}\n"""`;
const answer = (text: string): string => `>> FINAL ANSWER:\n"""\n${text}\n"""`;
const runs = (code: string): string =>
  `The search is small enough to be exhaustive.\n\n\`\`\`python\n${code}\n\`\`\`\n\nPlease run this code!`;

const teaBreak: Part = {
  first: () =>
    `Four numbers and three operations: few enough to try them all, so a program should decide. Expert Python takes the search; somebody with fresh eyes checks what it finds.\n\n${call(
      'Expert Python',
      'Use each of the numbers 4, 5, 6 and 10 exactly once, with +, -, * and / and brackets, to make exactly 24. Try every order, every choice of operations and every bracketing. Compute with fractions, not floats. Print the first expression found on one line that begins with "found:", or "none" if there is none.',
    )}`,
  program: runs(`from fractions import Fraction


def combine(items):
    if len(items) == 1:
        yield items[0]
        return
    for i in range(len(items)):
        for j in range(len(items)):
            if i == j:
                continue
            rest = [items[k] for k in range(len(items)) if k not in (i, j)]
            (a, left), (b, right) = items[i], items[j]
            made = [(a + b, f"({left} + {right})"), (a - b, f"({left} - {right})"), (a * b, f"({left} * {right})")]
            if b != 0:
                made.append((a / b, f"({left} / {right})"))
            for pair in made:
                yield from combine(rest + [pair])


numbers = [(Fraction(n), str(n)) for n in (4, 5, 6, 10)]
hit = next((text for value, text in combine(numbers) if value == 24), None)
print("found:", hit[1:-1] if hit else "none")`),
  second: (heard) =>
    `A candidate. It has to be checked by someone who has not seen the search.\n\n${call(
      'Expert Arithmetician',
      `Evaluate the expression ${foundIn(heard)} step by step. Say whether it equals 24, and whether it uses each of 4, 5, 6 and 10 exactly once and no other number.`,
    )}`,
  check:
    'I worked from the innermost brackets outwards and kept every value exact. The expression comes to 24. Each of 4, 5, 6 and 10 occurs once, and nothing else does.',
  last: (heard) => `The search found it and a second pair of eyes confirms it.\n\n${answer(foundIn(heard))}`,
};

const nightWatch: Part = {
  first: () =>
    `This is a covering problem: every room must be a guard's own or next to one. Twenty-five rooms are few, but the placement has to be exact, so a program should search.\n\n${call(
      'Expert Python',
      'A museum has 5 rows and 5 columns of rooms, numbered from 0. A guard in a room watches that room and the rooms directly above, below, left and right of it. Find at most seven rooms (row, column) for guards so that every room is watched. Search like this: take the first room that nobody watches yet, try each room from which it could be watched, and go back when seven guards are spent. Print the rooms as one Python list of two-element lists, on a line that begins with "guards:".',
    )}`,
  program: runs(`SIZE, MOST = 5, 7


def view(room):
    row, column = room
    near = [(row, column), (row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return {(r, c) for r, c in near if 0 <= r < SIZE and 0 <= c < SIZE}


rooms = [(r, c) for r in range(SIZE) for c in range(SIZE)]


def place(guards, watched):
    dark = next((room for room in rooms if room not in watched), None)
    if dark is None:
        return guards
    if len(guards) == MOST or len(rooms) - len(watched) > 5 * (MOST - len(guards)):
        return None
    for spot in sorted(view(dark)):
        found = place(guards + [spot], watched | view(spot))
        if found:
            return found
    return None


print("guards:", [list(room) for room in place([], set())])`),
  second: (heard) =>
    `Seven rooms. Whether they really watch everything should be seen by somebody else.\n\n${call(
      'Expert Inspector',
      `A museum has 5 rows and 5 columns of rooms, numbered from 0. Guards stand in these rooms, given as [row, column]: ${guardsIn(heard)}. Each watches the room and its neighbours above, below, left and right. Go through the rooms row by row and name any that nobody watches. Count the guards.`,
    )}`,
  check:
    'I went through all five rows. Every room is watched by at least one guard, and there are seven guards.',
  last: (heard) =>
    `Found by search, confirmed room by room.\n\n${answer(`def solution():\n    return ${guardsIn(heard)}`)}`,
};

function foundIn(text: string): string {
  return /^found: (.+)$/m.exec(text)?.[1] ?? 'nothing';
}

function guardsIn(text: string): string {
  return /^guards: (.+)$/m.exec(text)?.[1] ?? '[]';
}
