import * as vscode from 'vscode';

/** Copies a folder and all below it; a file that exists at the target stays as it is. */
export async function copyNew(source: vscode.Uri, target: vscode.Uri): Promise<void> {
  const { fs } = vscode.workspace;
  await fs.createDirectory(target);
  const there = new Set((await fs.readDirectory(target)).map(([name]) => name));
  for (const [name, type] of await fs.readDirectory(source)) {
    const from = vscode.Uri.joinPath(source, name);
    const to = vscode.Uri.joinPath(target, name);
    if (type === vscode.FileType.Directory) await copyNew(from, to);
    else if (!there.has(name)) await fs.copy(from, to, { overwrite: false });
  }
}
