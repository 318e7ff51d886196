const base = require('./jest.config.js');

/** Every chart through every Helm; fetches the binaries that are not installed. */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/matrix/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
