import { z } from 'zod';
import { FakeOpenAIServer } from './openai-server.ts';
import { scriptedSchema } from './scripted.ts';

/**
 * The fake server as a process of its own: `node openai-server-main.mjs ['{"models":[…],"replies":[…]}']` prints
 * `{"port":…,"baseUrl":…}` on one line. `replies` are given in order, the last one again and again; POST /__script
 * takes more, GET /__log gives the requests so far. It ends when its standard input does.
 */
const settings = z
  .object({
    port: z.number().int().default(0),
    models: z.array(z.string()).optional(),
    refuses: z.array(z.string()).optional(),
    key: z.string().optional(),
    replies: z.array(z.union([z.string(), scriptedSchema])).default([]),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

let next = 0;
const { models, refuses, key } = settings;
const server = await new FakeOpenAIServer({
  ...(models ? { models } : {}),
  ...(refuses ? { refuses } : {}),
  ...(key === undefined ? {} : { key }),
  reply: () => settings.replies[Math.min(next++, settings.replies.length - 1)] ?? 'Hello.',
}).start(settings.port);

process.stdout.write(`${JSON.stringify({ port: server.port, baseUrl: server.baseUrl })}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  void server.close();
});
