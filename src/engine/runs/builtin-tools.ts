import { z } from 'zod';
import type { Tool } from './tool.ts';

const nothing = z.object({});

/** The clock, as a tool: milliseconds since the epoch. */
export const clockTool: Tool<Record<string, never>, number> = {
  kind: 'clock',
  version: '1',
  request: nothing,
  answer: z.number(),
  perform: () => Promise.resolve(Date.now()),
};

/** Chance, as a tool: a number in [0, 1). */
export const randomTool: Tool<Record<string, never>, number> = {
  kind: 'random',
  version: '1',
  request: nothing,
  answer: z.number(),
  perform: () => Promise.resolve(Math.random()),
};
