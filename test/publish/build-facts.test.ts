import { buildFacts } from '../../src/cli/build-facts';

const COMMIT = '5e1c309dae7f45e0f39b1bf3ac3cd9db12e7d689';
const GITHUB = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'org/vnf',
  GITHUB_SHA: COMMIT,
  GITHUB_WORKFLOW_REF: 'org/vnf/.github/workflows/charts.yml@refs/heads/main',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '2',
};
const GITLAB = {
  CI_PROJECT_URL: 'https://gitlab.example/org/vnf',
  CI_COMMIT_SHA: COMMIT,
  CI_RUNNER_ID: '3',
  CI_JOB_URL: 'https://gitlab.example/org/vnf/-/jobs/9',
};
const GIVEN = { source: 'git+https://git.example/vnf.git', commit: COMMIT, builder: 'https://ci.example/' };

test('a job of GitHub Actions or GitLab CI knows what it builds', () => {
  expect(buildFacts({}, GITHUB)).toEqual({
    source: { uri: 'git+https://github.com/org/vnf.git', commit: COMMIT },
    builder: 'https://github.com/org/vnf/.github/workflows/charts.yml@refs/heads/main',
    invocation: 'https://github.com/org/vnf/actions/runs/7/attempts/2',
  });
  expect(buildFacts({}, GITLAB)).toEqual({
    source: { uri: 'git+https://gitlab.example/org/vnf.git', commit: COMMIT },
    builder: 'https://gitlab.example/org/vnf/-/runners/3',
    invocation: 'https://gitlab.example/org/vnf/-/jobs/9',
  });
});

test('what somebody says goes before it, and is enough', () => {
  expect(buildFacts(GIVEN, {})).toEqual({
    source: { uri: GIVEN.source, commit: COMMIT },
    builder: GIVEN.builder,
    invocation: undefined,
  });
  expect(buildFacts({ source: GIVEN.source }, GITHUB).source.uri).toBe(GIVEN.source);
});

test.each([
  ['nothing', {}, '--source, --commit, --builder: it cannot be stated'],
  ['no builder', { ...GIVEN, builder: undefined }, '--builder: it cannot be stated'],
  [
    'a branch',
    { ...GIVEN, commit: 'main' },
    '--commit: it cannot be stated what the charts were built from: it is no full',
  ],
])('%s is refused', (_, given, message) => {
  expect(() => buildFacts(given, {})).toThrow(message);
});
