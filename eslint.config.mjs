import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** One-way imports (docs/architecture.md, "Who may import whom"). `from` may not reach any of `banned`. */
const layer = (from, banned, message) => ({
  files: [`src/${from}/**/*.ts`],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: banned, message }] }] },
});

const OUTER = [
  '**/adapters/**',
  '**/activities/**',
  '**/workflows/**',
  '**/config/**',
  '**/cli/**',
  '**/gateway/**',
  '**/simulators/**',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.ticket-processor/', '.cache/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-extraneous-dependencies': 'error',
      'no-restricted-globals': ['error'],
    },
    settings: { 'import-x/resolver-next': [] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config reads the environment.' },
      ],
    },
  },
  layer(
    'domain',
    [...OUTER, '**/ports/**', '@temporalio/*', 'node:*', 'got', 'openai', 'pino'],
    'domain is pure: no I/O, environment or Temporal.',
  ),
  layer('ports', [...OUTER, '@temporalio/*'], 'ports import the domain only.'),
  layer(
    'adapters',
    [
      '**/activities/**',
      '**/workflows/**',
      '**/config/**',
      '**/cli/**',
      '**/gateway/**',
      '**/simulators/**',
      '@temporalio/*',
    ],
    'adapters know ports and domain only.',
  ),
  layer(
    'activities',
    ['**/adapters/**', '**/workflows/**', '**/config/**', '**/cli/**', '**/gateway/**', '**/simulators/**'],
    'activities know ports, domain and contract.',
  ),
  {
    files: ['src/workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': ['off'],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'node:*',
                'got',
                'openai',
                'pino',
                'zod',
                '@temporalio/client',
                '@temporalio/worker',
                '@temporalio/activity',
                '**/ports/**',
                '**/adapters/**',
                '**/config/**',
                '**/cli/**',
                '**/gateway/**',
                '**/simulators/**',
              ],
              message: 'Workflows run in the sandbox: domain, contract and @temporalio/workflow only.',
            },
            {
              group: ['**/activities/**'],
              allowTypeImports: true,
              message: 'Workflows import activities by type only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/domain/**', 'src/ports/**', 'src/adapters/**', 'src/activities/**', 'src/workflows/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/simulators/**'], message: 'Production code never imports the simulators.' },
          ],
        },
      ],
    },
  },
  {
    files: ['dashboard/**/*.ts', 'dashboard/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/src/**'],
              allowTypeImports: true,
              message: 'The page shares types with the gateway, and no code.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['dashboard/vite.config.mjs'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'simulators/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
);
