import { PublishError } from '../publish/publish-error';
import type { BuildFacts } from '../publish/trust';

/** What somebody says of a build by hand. */
export interface BuildOptions {
  readonly source?: string;
  readonly commit?: string;
  readonly builder?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What was built from what: as somebody says, else as the pipeline knows. @throws PublishError where nobody does */
export function buildFacts(given: BuildOptions, environment: Environment): BuildFacts {
  const known = [ofGitHub, ofGitLab].map((of) => of(environment)).find((one) => one !== undefined);
  const { source = known?.source, commit = known?.commit, builder = known?.builder } = given;
  const missing = Object.entries({ source, commit, builder }).flatMap(([name, value]) => (value ? [] : [`--${name}`]));
  if (source && commit && builder && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit))
    return { builder, source: { uri: source, commit }, invocation: known?.invocation };
  throw new PublishError({
    where: missing.length > 0 ? missing.join(', ') : '--commit',
    what: 'it cannot be stated what the charts were built from',
    why: missing.length > 0 ? 'this is no job of GitHub Actions or GitLab CI, which would know' : 'it is no full hash',
    remedy: 'give --source git+https://…, --commit $(git rev-parse HEAD) and --builder <URI of what ran the build>',
  });
}

type KnownFacts = Required<BuildOptions> & { readonly invocation?: string };

/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
function ofGitHub(environment: Environment): KnownFacts | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = environment;
  const { GITHUB_WORKFLOW_REF: workflow, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = '1' } = environment;
  if (!server || !repository || !commit || !workflow) return undefined;
  return {
    source: `git+${server}/${repository}.git`,
    commit,
    builder: `${server}/${workflow}`,
    ...(run && { invocation: `${server}/${repository}/actions/runs/${run}/attempts/${attempt}` }),
  };
}

/** https://docs.gitlab.com/ci/variables/predefined_variables */
function ofGitLab(environment: Environment): KnownFacts | undefined {
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit, CI_RUNNER_ID: runner, CI_JOB_URL: job } = environment;
  if (!project || !commit || !runner) return undefined;
  return {
    source: `git+${project}.git`,
    commit,
    builder: `${project}/-/runners/${runner}`,
    ...(job && { invocation: job }),
  };
}
