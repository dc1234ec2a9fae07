/** Jest runs the TypeScript sources as ES modules; setup/test.mjs adds the Node flag that this needs. */
export default {
  testEnvironment: 'node',
  // Both lanes of the suite share two cores with servers of their own.
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/bundle-workflows.mjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
