import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** The ground one VS Code stands on: every folder it may write to, made afresh and shared with nothing. */
export interface Place {
  readonly root: string;
  /** The copy of the workspace that is opened; undefined for a window without a folder. */
  readonly workspace: string | undefined;
  readonly home: string;
  readonly tmp: string;
  /** What VS Code's server calls its data folder; the profile lies below it. */
  readonly server: string;
  readonly profile: string;
  readonly extensions: string;
}

export interface PlaceOptions {
  /** A folder of the repository to copy and open (`samples`). An empty folder if left out; null opens none. */
  readonly workspace?: string | null;
  /** User settings, written before VS Code starts. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What would cover a test or reach out of the machine, turned off. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.agentHost.enabled': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
  // The dialog would hold up the window; a test that wants trust asks for it through the editor's own command.
  'security.workspace.trust.startupPrompt': 'never',
};

export async function makePlace(options: PlaceOptions = {}): Promise<Place> {
  // A short name: VS Code puts sockets in TMPDIR, and their paths may have 107 characters.
  const root = await mkdtemp(join(tmpdir(), 'bv-'));
  const folder = options.workspace === undefined ? 'workspace' : basename(options.workspace ?? '');
  const place: Place = {
    root,
    workspace: options.workspace === null ? undefined : join(root, folder),
    home: join(root, 'home'),
    tmp: join(root, 'tmp'),
    server: join(root, 'server'),
    profile: join(root, 'server', 'data'),
    extensions: join(root, 'extensions'),
  };
  for (const path of [place.home, place.tmp, place.extensions]) await mkdir(path);
  if (place.workspace !== undefined) {
    if (typeof options.workspace === 'string') {
      await cp(resolve(options.workspace), place.workspace, { recursive: true });
    } else await mkdir(place.workspace);
  }
  await mkdir(join(place.profile, 'User'), { recursive: true });
  const settings = JSON.stringify({ ...quiet, ...options.settings }, null, 2);
  await writeFile(join(place.profile, 'User', 'settings.json'), settings);
  return place;
}

export async function removePlace(place: Place): Promise<void> {
  // A process that is ending may still write a last file.
  await rm(place.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** The person's environment with their home and temporary folder replaced. */
export function ownEnvironment(place: Place): NodeJS.ProcessEnv {
  const env = { ...process.env, HOME: place.home, TMPDIR: place.tmp };
  // Each of these would lead past HOME.
  for (const name of Object.keys(env))
    if (/^(XDG_|VSCODE_|ELECTRON_)/.test(name)) Reflect.deleteProperty(env, name);
  return env;
}
