import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';

const graceMs = 5_000;

/** Ends a child that was spawned detached, with everything it started: asked first, killed where that is not heeded. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, graceMs);
    await ended;
    clearTimeout(timer);
  }
  // Extension hosts outlive the one that started them by a moment, or for ever where they hang.
  signalGroup(child, 'SIGKILL');
}

export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    // Windows knows no groups; there the child alone is ended.
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It is gone, which is what was wanted.
  }
}
