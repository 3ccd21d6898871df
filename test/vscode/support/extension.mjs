import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import { offerLanguageModels } from './language-models.mjs';

/**
 * Listens on loopback for what harness/support.ts asks, one JSON object a request: `{settings}` writes user settings,
 * `{command, args}` runs a command and answers with its result. The port is written to BATON_TEST_PLACE/support-port.
 */
export async function activate(context) {
  const place = process.env.BATON_TEST_PLACE;
  if (place === undefined) return;
  offerLanguageModels(context);
  const server = createServer(async (request, response) => {
    try {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const result = await answer(JSON.parse(Buffer.concat(chunks).toString()));
      response.end(JSON.stringify({ result: result ?? null }));
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify({ error: String(error?.stack ?? error) }));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.subscriptions.push({ dispose: () => server.close() });
  writeFileSync(`${place}/support-port`, String(server.address().port));
}

async function answer({ settings, command, args }) {
  for (const [name, value] of Object.entries(settings ?? {})) {
    await vscode.workspace
      .getConfiguration()
      .update(name, value ?? undefined, vscode.ConfigurationTarget.Global);
  }
  if (command !== undefined) return vscode.commands.executeCommand(command, ...(args ?? []));
}
