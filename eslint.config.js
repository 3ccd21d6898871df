import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The layers, as folders that a file may not reach into (docs/architecture.md).
 * Imports point one way: host, cli, moe → engine; inside the engine everything
 * may use runs and models, and the three capabilities do not know one another.
 */
const outer = ['host', 'cli', 'moe', 'webview'];
const forbidden = {
  'src/engine/**': [...outer],
  'src/engine/runs/**': [
    ...outer,
    'models',
    'conductor',
    'python',
    'puzzles',
    'mpo',
    'rice',
    'stepping',
    'statistics',
  ],
  'src/engine/models/**': [...outer, 'conductor', 'python', 'puzzles', 'mpo', 'rice', 'stepping'],
  'src/engine/python/**': [...outer, 'models', 'conductor', 'puzzles', 'mpo', 'rice', 'stepping'],
  'src/engine/puzzles/**': [...outer, 'conductor', 'mpo', 'rice', 'stepping'],
  'src/engine/statistics/**': [
    ...outer,
    'runs',
    'models',
    'conductor',
    'python',
    'puzzles',
    'mpo',
    'rice',
    'stepping',
  ],
  'src/engine/conductor/**': [...outer, 'mpo', 'rice', 'stepping'],
  'src/engine/mpo/**': [...outer, 'conductor', 'rice', 'stepping'],
  'src/engine/rice/**': [...outer, 'conductor', 'mpo', 'stepping'],
  'src/engine/stepping/**': [
    ...outer,
    'models',
    'conductor',
    'python',
    'puzzles',
    'mpo',
    'rice',
    'statistics',
  ],
  'src/cli/**': ['host', 'webview'],
  'src/host/**': ['cli', 'moe'],
  'src/moe/**': ['host', 'cli', 'webview'],
  'webview/**': ['cli', 'moe'],
};

const layers = Object.entries(forbidden).map(([files, folders]) => ({
  files: [`${files}/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths:
          files.startsWith('src/engine') || files.startsWith('src/cli')
            ? [{ name: 'vscode', message: 'only host knows the editor' }]
            : [],
        patterns: [
          {
            regex: `(^|/)(${folders.join('|')})/`,
            message: `${files} may not import from ${folders.join(', ')} (docs/architecture.md).`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      '**/node_modules/**',
      '.toolchain/**',
      'docs/**',
      'samples/**',
      '**/*.vsix',
      '.vscode-test/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/only-throw-error': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  ...layers,
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);
