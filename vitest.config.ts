import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Prompts are files; they are bundled, and tested, as text.
  plugins: [
    {
      name: 'text-files',
      enforce: 'pre',
      transform(code, id) {
        if (/\.(md|txt|py)(\?.*)?$/.test(id))
          return { code: `export default ${JSON.stringify(code)};`, map: null };
        return undefined;
      },
    },
  ],
  test: {
    include: [
      'src/**/*.test.ts',
      'webview/**/*.test.ts',
      'test/integration/**/*.test.ts',
      'test/webview/**/*.test.ts',
    ],
    globalSetup: ['src/engine/python/bundle-for-tests.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
