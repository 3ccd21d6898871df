import { Chess } from 'chess.js';
import { withoutTypesetting } from '../final-answer.ts';
import { verdict, type Verdict } from '../verdict.ts';

const move =
  /^(?:[KQRBN][a-h]?[1-8]?x?[a-h][1-8]|[a-h](?:x[a-h])?[1-8](?:=?[QRBN])?|O-O(?:-O)?|0-0(?:-0)?)[+#]?[!?]*$/;

/**
 * Whether the first move of the answer is mate, by playing the game. A move with its number (`30... Qxf1#`) counts
 * where that number is due; an answer that repeats the game from its beginning is read from the move that is due.
 */
export function scoreMove(game: string, answer: string): Verdict {
  const board = new Chess();
  for (const token of sanTokens(game)) {
    if (!play(board, token)) return verdict('error', `The game cannot be played: ${token} is not legal.`);
  }
  const due = dueMove(withoutTypesetting(answer), board.moveNumber(), board.turn());
  if (due === undefined) return verdict('unparseable', 'There is no move in the answer.');
  if (!play(board, due)) return verdict('wrong', `${due} is not a legal move.`);
  return board.isCheckmate() ? verdict('solved', `${due} is mate.`) : verdict('wrong', `${due} is not mate.`);
}

function dueMove(answer: string, number: number, turn: 'w' | 'b'): string | undefined {
  const text = answer.replace(/[*`_]/g, ' ');
  const numbered = new RegExp(`(?<!\\d)${number}\\s*(\\.(?:\\s*\\.)*|…)`).exec(text);
  if (!numbered) return sanTokens(text)[0];
  const after = sanTokens(text.slice(numbered.index + numbered[0].length));
  const dots = (numbered[1] ?? '').replace(/\s/g, '').length;
  // "30. Kf2 Qxf1#" gives White's move again before Black's; "30... Qxf1#" and "30. Qxf1#" do not.
  const repeats =
    turn === 'b' && dots === 1 && numbered[1] !== '…' && isRepeated(text, numbered.index, after);
  return repeats ? after[1] : after[0];
}

/** Two moves before the next number: the first is White's. */
function isRepeated(text: string, at: number, after: readonly string[]): boolean {
  if (after.length < 2) return false;
  const untilNext =
    text
      .slice(at)
      .replace(/^\d+\s*\.+/, '')
      .split(/\d+\s*\./)[0] ?? '';
  return sanTokens(untilNext).length >= 2 && !(after[0] ?? '').includes('#');
}

function sanTokens(text: string): string[] {
  return text
    .replace(/\d+\s*\.(?:\s*\.)*|…/g, ' ')
    .split(/[\s,;:"'()[\]]+/)
    .map((token) => token.replace(/[.!?]+$/, ''))
    .filter((token) => move.test(token))
    .map((token) => token.replace(/0/g, 'O'));
}

function play(board: Chess, san: string): boolean {
  // Check and mate signs are the position's to say; chess.js derives its own.
  const bare = san.replace(/[+#!?]+$/, '').replace(/^([a-h](?:x[a-h])?[18])([QRBN])$/, '$1=$2');
  try {
    return board.move(bare, { strict: true }).san.replace(/[+#]$/, '') === bare;
  } catch {
    return false;
  }
}
