import { z } from 'zod';
import type { GotJson } from './get-json.ts';

export type LocalServerKind = 'ollama' | 'lm-studio' | 'llama.cpp' | 'vllm' | 'sglang' | 'unknown';

interface Sign {
  readonly kind: LocalServerKind;
  /** A path that only this server answers in this shape. */
  readonly path: string;
  readonly shape: z.ZodType;
}

// In order: llama.cpp imitates Ollama's list, and LM Studio's is the most particular.
const signs: readonly Sign[] = [
  {
    kind: 'lm-studio',
    path: '/api/v0/models',
    shape: z.object({ data: z.array(z.object({ state: z.string() })) }),
  },
  {
    kind: 'lm-studio',
    path: '/api/v1/models',
    shape: z.object({ models: z.array(z.object({ loaded_instances: z.array(z.unknown()) })) }),
  },
  { kind: 'llama.cpp', path: '/props', shape: z.object({ default_generation_settings: z.unknown() }) },
  { kind: 'ollama', path: '/api/tags', shape: z.object({ models: z.array(z.unknown()) }) },
  { kind: 'sglang', path: '/get_model_info', shape: z.object({ model_path: z.string() }) },
  { kind: 'vllm', path: '/version', shape: z.object({ version: z.string() }) },
];

const owners: Readonly<Record<string, LocalServerKind>> = {
  vllm: 'vllm',
  sglang: 'sglang',
  llamacpp: 'llama.cpp',
};

/**
 * Which server this is: by the owner that its list of models names, else by what only it answers.
 *
 * @param get asks a path of the server
 * @param ownedBy the owners of the listed models
 */
export async function identifyServer(
  get: (path: string) => Promise<GotJson | undefined>,
  ownedBy: readonly string[],
): Promise<LocalServerKind> {
  const owner = ownedBy.map((name) => owners[name]).find((kind) => kind !== undefined);
  if (owner !== undefined) return owner;
  const answers = await Promise.all(signs.map(({ path }) => get(path)));
  const at = signs.findIndex(({ shape }, index) => {
    const answer = answers[index];
    return answer?.status === 200 && shape.safeParse(answer.value).success;
  });
  return signs[at]?.kind ?? 'unknown';
}
