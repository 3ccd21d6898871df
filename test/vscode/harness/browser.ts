import { chromium, type Browser } from 'playwright-core';
import type { Installed } from './install.ts';

/** Headless, and silent towards the network; the sandbox is off because it cannot be had as root. */
export async function launchBrowser(installed: Installed): Promise<Browser> {
  return chromium.launch({
    executablePath: installed.chromium,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
