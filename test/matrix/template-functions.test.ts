import { gte } from 'semver';
import { LATER_FUNCTIONS } from '../../src/helm/template-functions';
import { ALL_HELM_VERSIONS } from '../support/helm';
import { knownFunctions } from '../support/known-functions';

test.each(ALL_HELM_VERSIONS)('Helm %s reads the functions of its time', (version) => {
  const expected = [...LATER_FUNCTIONS].filter(([, since]) => gte(version, since)).map(([name]) => name);
  expect(knownFunctions(version, LATER_FUNCTIONS.keys())).toEqual(expected);
});
