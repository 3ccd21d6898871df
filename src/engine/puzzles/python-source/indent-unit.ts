import type { Module } from './top-level.ts';

/** One level of indentation as a module has it: that of its first indented block; four spaces where it has none. */
export function indentUnit(module: Module): string {
  for (const { lines } of module.statements) {
    const [, first] = lines;
    if (first && first.indent > 0) {
      const unit = module.text.slice(first.start, first.code);
      if (/^(?:\t| +)$/.test(unit)) return unit;
    }
  }
  return '    ';
}
