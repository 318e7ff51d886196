import type { Command } from 'commander';
import type { ReporterKind } from '../publish-report';

interface Options {
  readonly to: readonly string[];
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly plainHttp?: boolean;
  readonly caFile?: string;
  readonly url?: string;
  readonly contextPath?: string;
  readonly artifacthubRepo?: string;
  readonly signKey?: string;
  readonly sigstoreKey?: string;
  readonly source?: string;
  readonly commit?: string;
  readonly builder?: string;
}

const TARGETS = `
Targets:
  oci://<host>/<namespace>               a registry; each chart gets a repository below
  chartmuseum+https://<host>/<tenant>    a ChartMuseum
  <folder>                               a folder with an index.yaml, for a static site

Logins come from CDK8S_VNF_AUTH_<HOST>_USERNAME and _PASSWORD (or _TOKEN), "helm registry login", "docker login" and its
credential helpers, and "helm repo add". Nothing is published where anything is refused.

The key of --sign-key may be the text of CDK8S_VNF_SIGN_KEY instead. Its passphrase comes from CDK8S_VNF_SIGN_PASSPHRASE, or is
asked for at a terminal. With --sigstore-key, or its text in CDK8S_VNF_SIGSTORE_KEY (passphrase: CDK8S_VNF_SIGSTORE_PASSPHRASE),
registries get a Sigstore bundle that signs the manifest, and registries and folders one that states what was built from what. Jobs
of GitHub Actions and GitLab CI know that; elsewhere --source, --commit and --builder tell it.`;

/** `publish`: packaged charts to repositories. */
export function addPublish(program: Command): void {
  program
    .command('publish')
    .description('publish packaged charts to chart repositories')
    .argument('<charts...>', 'archives, or folders of archives such as dist/charts')
    .requiredOption('--to <target>', 'where to; may be repeated', collected)
    .option(
      '--force',
      'replace versions that are published with other bytes, and publish those whose number does not fit',
    )
    .option('--dry-run', 'tell what would change, and change nothing')
    .option('--json', 'print one JSON object a line')
    .option('--plain-http', 'speak HTTP without TLS to registries')
    .option('--ca-file <file>', 'trust the authorities in this file, and no others')
    .option('--url <url>', "what stands before archives' names in the index of a folder")
    .option('--context-path <path>', "the part of a ChartMuseum's URL that is the server's own")
    .option('--artifacthub-repo <file>', 'publish this artifacthub-repo.yml too')
    .option('--sign-key <file>', 'make missing .prov files with this armoured RSA key')
    .option('--sigstore-key <file>', 'sign with this private key in PEM, ECDSA on P-256 or Ed25519')
    .option('--source <uri>', 'the repository that was built from, such as git+https://git.example/vnf.git')
    .option('--commit <sha>', 'the commit that was built from, in full')
    .option('--builder <uri>', 'what ran the build')
    .addHelpText('after', TARGETS)
    .action(
      async (
        charts: string[],
        { to, json, artifacthubRepo, signKey, sigstoreKey, source, commit, builder, ...options }: Options,
      ) => {
        const [{ publish }, { reporter }, { provenanceSigner, sigstoreSigning }] = await Promise.all([
          import('../../publish/index.js'),
          import('../publish-report.js'),
          import('../signing-keys.js'),
        ]);
        const kind: ReporterKind = json ? 'json' : process.stdout.isTTY && !process.env.CI ? 'terminal' : 'lines';
        const report = reporter(kind, { dryRun: options.dryRun === true, write: (text) => process.stdout.write(text) });
        const signing = {
          provenance: await provenanceSigner(signKey),
          sigstore: await sigstoreSigning(sigstoreKey, { source, commit, builder }),
        };
        const done = publish(charts, to, {
          ...options,
          artifactHubRepo: artifacthubRepo,
          signing,
          onEvent: report.onEvent,
        });
        const outcomes = await report.until(done);
        if (outcomes.some(({ action }) => action === 'refuse')) process.exitCode = 1;
      },
    );
}

function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
