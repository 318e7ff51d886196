/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: { '^cdk8s-vnf$': '<rootDir>/src/index.ts' },
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/system/', '<rootDir>/test/law/', '<rootDir>/test/matrix/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/lib'],
  testTimeout: 120000,
};
