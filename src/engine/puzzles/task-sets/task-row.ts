import { z } from 'zod';
import { baseName } from '../puzzle-document.ts';

/** One line of a task set: what a model is given, and what is expected. Other fields are kept out. */
export const taskRowSchema = z.object({
  input: z.string().max(100_000),
  target: z.string().max(100_000),
  /** P3: the puzzle and its name. */
  sat: z.string().max(100_000).optional(),
  name: z.string().max(1_000).optional(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;

export type TaskKind =
  'p3' | 'game24' | 'checkmate' | 'mgsm' | 'arithmetic' | 'word-sorting' | 'shapes' | 'sonnet';

/**
 * Which of the task sets of Suzgun & Kalai 2024 a line belongs to, told by its content; only what looks like
 * nothing but a question with a number for an answer needs the file's name (or the task's) to say MGSM.
 */
export function taskKind(row: TaskRow, name = ''): TaskKind | undefined {
  const { input, target } = row;
  if (row.sat !== undefined || /^\s*(?:from .*\n|import .*\n|\s)*def sat\w*\(/.test(input)) return 'p3';
  if (/^\s*\d{1,3}(?:[ ,]+\d{1,3}){3}\s*$/.test(input) && target.trim() === '24') return 'game24';
  if (/^\s*1\.\s*[a-hKQRNBO]/.test(input) && /^[a-hKQRNBO][\w\-=+]*#$/.test(target.trim()))
    return 'checkmate';
  if (/^Sort the following words alphabetically/i.test(input)) return 'word-sorting';
  if (input.includes('<path d=') && input.includes('Options:')) return 'shapes';
  if (/^Write a sonnet\b/i.test(input)) return 'sonnet';
  if (/^[\s\d()+\-*]+=\s*$/.test(input) && /^-?\d+$/.test(target.trim())) return 'arithmetic';
  if (/mgsm/i.test(baseName(name)) && /^-?[\d,.]+$/.test(target.trim())) return 'mgsm';
  return undefined;
}
