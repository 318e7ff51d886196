const base = require('./jest.config.js');

/** Tests that need more than Node and npm, or minutes. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/system/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600000,
  maxWorkers: 1,
};
