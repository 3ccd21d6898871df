import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../user-error.ts';

/** A Node.js that can be started with its permission model. */
export interface NodeRuntime {
  readonly path: string;
  /** `--permission`, or its older name. */
  readonly permissionFlag: string;
  /** What a process of it needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Looks at a Node.js: whether it has the permission model, and under which name.
 *
 * @param path the program; the one this process runs on when left out (for an editor, its Electron run as Node)
 * @throws UserError `python-refused` when it is none, or too old
 */
export async function inspectNode(path: string = process.execPath): Promise<NodeRuntime> {
  const electron = path === process.execPath && process.versions.electron !== undefined;
  const environment = electron ? { ELECTRON_RUN_AS_NODE: '1' } : {};
  const version = path === process.execPath ? process.version : await versionOf(path);
  const [major = 0, minor = 0] = (/^v(\d+)\.(\d+)/.exec(version)?.slice(1) ?? []).map(Number);
  if (major < 20) {
    throw new UserError(
      'python-refused',
      `Expert Python is refused: ${path} is ${version || 'not Node.js'}, which cannot be locked.`,
      'Name a Node.js of at least version 20 in the settings.',
    );
  }
  // Renamed in 22.13 and 23.5; the old name is gone in 24.
  const renamed = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return { path, environment, permissionFlag: renamed ? '--permission' : '--experimental-permission' };
}

async function versionOf(path: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000, env: {} });
    return stdout.trim();
  } catch (error) {
    throw new UserError(
      'python-refused',
      `Expert Python is refused: ${path} does not run (${error instanceof Error ? error.message : String(error)}).`,
      'Name a Node.js of at least version 20 in the settings.',
      { cause: error },
    );
  }
}
