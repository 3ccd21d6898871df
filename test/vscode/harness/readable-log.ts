const lastLines = 60;

/** What VS Code always says here: where it looked for native modules, and which optional files it did not find. */
const known =
  /native-watchdog|build\/Release\/watchdog|Require stack|^- \/|404|vsda|serviceWorker\.js|^\s+at .*(node:internal|code-server)/;

/** The end of a VS Code's log, without what it always says. */
export function readableLog(log: string): string {
  const lines: string[] = [];
  let complaint = false;
  for (const line of log.split('\n')) {
    complaint = line.includes('Could not locate the bindings file') || (complaint && /^(\s|\}|$)/.test(line));
    if (!complaint && line.trim() !== '' && !known.test(line)) lines.push(line);
  }
  return lines.slice(-lastLines).join('\n');
}
