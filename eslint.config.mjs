import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { layersRule, vendorsRule } from './setup/layers.mjs';

const SOURCES_IN_TYPESCRIPT = {
  '.js': ['.ts', '.tsx', '.js'],
  '.cjs': ['.cts', '.cjs'],
  '.mjs': ['.mts', '.mjs'],
};

/** The domain gets what it needs as arguments: no clock, no chance, no environment, nothing of the outside. */
const PURE = {
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: '^(?!\\.|(ibantools|libphonenumber-js|zod)(/|$))', message: 'The domain is pure.' },
      ],
    },
  ],
  'no-restricted-globals': [
    'error',
    ...[
      'process',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'performance',
      'crypto',
      'fetch',
      'globalThis',
    ],
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'MemberExpression[object.name="Date"]:matches([property.name="now"], [property.value="now"])',
      message: 'The domain has no clock: take the time as an argument.',
    },
    {
      selector: ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
      message: 'The domain has no clock: take the time as an argument.',
    },
    {
      selector:
        'MemberExpression[object.name="Math"]:matches([property.name="random"], [property.value="random"])',
      message: 'The domain leaves nothing to chance.',
    },
  ],
};

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
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      'import-x/no-extraneous-dependencies': 'error',
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx', '.cts', '.js', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx', '.cts'] },
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js', '.mjs'],
          extensionAlias: SOURCES_IN_TYPESCRIPT,
        }),
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { house: { rules: { layers: layersRule, vendors: vendorsRule } } },
    rules: { 'house/layers': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      'src/platforms/**',
      // The closed list of kinds, and the default among them.
      'src/contract/names.ts',
      // Whose keys look like which secret, whatever help desk they stand in.
      'src/domain/redaction/detectors/secret-context.ts',
    ],
    rules: { 'house/vendors': 'error' },
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
  { files: ['src/domain/**/*.ts'], rules: PURE },
  {
    files: ['src/workflows/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!@temporalio/(workflow|common)$|\\.\\.?/)',
              message: 'Workflows run in the sandbox: domain, contract and @temporalio/workflow only.',
            },
            {
              regex: '^\\.\\./(?!domain/|contract/)',
              allowTypeImports: true,
              message: 'Workflows import activities by type only.',
            },
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
              regex: '/src/(?!domain/verdict-fields\\.js$)',
              allowTypeImports: true,
              message:
                'The page shares types with the gateway, and of its code the table of verdict fields alone.',
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
