import type { EmcoResource } from './resource';
import type { Slice } from './slice';
import type { Stage } from './stages';

/**
 * emcoctl ends with 0 whatever EMCO answers, so its output decides; and most actions only start something, whose
 * status must be asked for.
 */
const FUNCTIONS = `emco() { # emco apply|delete FILE CODES: fails on any other response, and on a missing one
  case $1 in delete) skipped='/approve$' ;; *) skipped='^$' ;; esac
  wanted=$(grep '^  anchor: ' "$2" | grep -vc "$skipped")
  emcoctl --config emco-cfg.yaml "$1" -f "$2" | tee /dev/stderr | awk -v codes="^($3)$" -v wanted="$wanted" '
    /^Response Code:/ { seen++; if ($3 !~ codes) bad = 1 }
    END { exit bad || seen != wanted }'
}
settle() { # settle ANCHOR WORD: waits until EMCO reports the word, and fails if it reports a failure
  while :; do
    status=$(emcoctl --config emco-cfg.yaml get "$1/status?status=deployed&output=summary" |
      grep -o '"deployedStatus": *"[A-Za-z]*"' | head -n 1 | cut -d '"' -f 4)
    case $status in
      "$2") return 0 ;;
      *Failed) echo "$1: $status" >&2; return 1 ;;
    esac
    sleep 5
  done
}`;

/** The page in the bundle that says how to create and delete what it holds. */
export function readme(slice: Slice, stages: readonly Stage[]): string {
  const { app, clusters } = slice;
  return `# ${app.resourceName} ${app.version}

An EMCO package: emcoctl files in the order they are applied, and the archives they upload. All paths are relative to
this folder; run every command here.

| File | Holds |
| --- | --- |
${stages.map(({ file, holds }) => `| \`${file}\` | ${holds} |`).join('\n')}
| \`packages/\` | the apps' charts, and in a folder for each deployment intent group the apps' profiles |
| \`emco-cfg.yaml\` | example configuration of emcoctl |

## Before

Write your EMCO's address into \`emco-cfg.yaml\`, and put the kubeconfig of each cluster here, certificates embedded:

${clusters.map((cluster) => `- \`${cluster.kubeconfig}\` for ${cluster.provider.resourceName}/${cluster.resourceName}`).join('\n')}

emcoctl ends with code 0 even when EMCO refused everything, and EMCO answers before it is done. These two functions
look at the responses and wait:

\`\`\`sh
${FUNCTIONS}
\`\`\`

## Create

\`\`\`sh
${stages.map((stage) => createLines(stage, slice)).join(' &&\n')}
\`\`\`

Code 409 in the files up to 31 says that something is there already, such as a controller that another package
registered. Networks of a cluster cannot be added once they are applied: EMCO answers 400, and its cluster networks must
be terminated first, for all who use them.

## Delete

\`\`\`sh
${[...stages]
  .reverse()
  .map((stage) => deleteLines(stage, slice))
  .join(' &&\n')}
\`\`\`

Stop before the file whose contents others still use: clusters, networks, the project and controllers are shared.
`;
}

/** A file that others may have applied already is done when EMCO says so (409). */
function createLines({ file, isShared, awaits }: Stage, slice: Slice): string {
  return lines(`emco apply ${file} '${isShared ? '2..|409' : '2..'}'`, awaits?.(slice), 'Instantiated');
}

/** What is gone already is done (404). */
function deleteLines({ file, awaits }: Stage, slice: Slice): string {
  return lines(`emco delete ${file} '2..|404'`, awaits?.(slice), 'Terminated');
}

function lines(command: string, awaited: readonly EmcoResource[] = [], word: string): string {
  return [command, ...awaited.map(({ itemAnchor }) => `settle ${itemAnchor} ${word}`)].join(' &&\n');
}
