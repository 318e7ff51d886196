/**
 * The pages on rules, made from the catalogue and from the examples that the tests run: `docs/rules.md`, the table, and
 * one page a domain below `docs/rules/`. Usage: tsx scripts/rule-docs.ts, or with --check to compare only.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { format, resolveConfig } from 'prettier';
import type { Finding } from '../src/findings';
import { checkRules, type Rule, RULES } from '../src/rules';
import { EXAMPLES } from '../test/rules/examples';
import type { Example } from '../test/rules/examples/example';
import { programsOf } from './example-programs';

/** Domains by the first digit of their rules' numbers. */
const DOMAINS: Readonly<Record<string, readonly [page: string, title: string]>> = {
  1: ['helm-chart', 'Helm chart'],
  2: ['virtual-machine', 'Virtual machine'],
  3: ['storage-and-cloud-init', 'Storage and cloud-init'],
  4: ['network', 'Network'],
  5: ['emco', 'EMCO'],
  6: ['platform', 'Platform'],
  7: ['security', 'Security'],
  8: ['publishing', 'Publishing'],
};

/** Every page by its path below `docs`. */
async function ruleDocs(): Promise<ReadonlyMap<string, string>> {
  const programs = programsOf(join(__dirname, '../test/rules/examples'));
  // The table stays as it is: one longer cell would change every row.
  const pages = new Map([['rules.md', table()]]);
  for (const [digit, [page, title]] of Object.entries(DOMAINS)) {
    const sections = [];
    for (const rule of rulesOf(digit)) sections.push(await section(rule, programs));
    pages.set(`rules/${page}.md`, await formatted(`# ${title}\n\n${PREFACE}\n\n${sections.join('\n\n')}\n`));
  }
  return pages;
}

const PREFACE = `Made from the catalogue and from the examples that the tests run, by \`scripts/rule-docs.ts\`. In the
examples \`chart(app)\` is a Helm chart, \`vm(chart)\` a VM of 2 GiB, \`network(app)\` a Nodus network of 192.168.10.0/24,
\`provider(app)\` one of 10.10.0.0/24 on VLAN 100, \`IMAGE\` a disk, \`deploy(app, charts)\` a composite app with a group, \`patch\`,
\`writtenOut\` and \`withNics\` make VMs whose members are said past the types, and \`customize\`, \`chain\` and \`size\` add intents of EMCO's other controllers that say what is given otherwise than sound ones
(\`test/rules/examples\`). Back to [all rules](../rules.md).`;

function rulesOf(digit: string): readonly Rule[] {
  return RULES.filter(({ id }) => id[3] === digit);
}

function table(): string {
  const sections = Object.entries(DOMAINS).map(([digit, [page, title]]) => {
    const rows = rulesOf(digit).map(({ id, severity, title: what, reason, source }) => {
      const link = `[${id}](rules/${page}.md#${id.toLowerCase()})`;
      return `| ${[link, severity, ...[what, reason, source].map(cell)].join(' | ')} |`;
    });
    return `## ${title}\n\n| id | severity | what | why | source |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Rules

Each synth checks the whole app and reports everything at once, on stderr and in \`findings.json\`: the construct, the
property as it was written, its value, why it cannot stay, and what to write instead. Charts are checked with their
default values, then with the values and the release of each deployment intent group. An error keeps the synth from
leaving charts and packages; a warning does not. The number of a rule leads to an example of the mistake and of its remedy.

Where a finding does no harm, \`Findings.silence(construct, 'VNF439', 'the cluster has one node')\` lets it stand: it stays
in \`findings.json\` with the reason.

${sections.join('\n')}`;
}

async function section(rule: Rule, programs: ReturnType<typeof programsOf>): Promise<string> {
  const examples = EXAMPLES.filter(({ expected }) => expected.includes(rule.id));
  const shown = examples.find((one) => programs.get(keyOf(one)) !== undefined);
  const program = shown && programs.get(keyOf(shown));
  if (!shown || !program) throw new Error(`${rule.id} has no example whose program can be shown`);
  const { severity, title, reason, source } = rule;
  return `## ${rule.id}

**${cell(title)}** (${severity})

Why: ${cell(reason)}. Source: ${cell(source)}.

${toldOf(rule, shown)}

\`\`\`ts
${(await formatted(program.bad, 'bad.ts')).trimEnd()}
\`\`\`

Nothing is found in:

\`\`\`ts
${(await formatted(program.good, 'good.ts')).trimEnd()}
\`\`\``;
}

/** What a synth says of the example. */
function toldOf({ id }: Rule, { bad }: Example): string {
  const app = new App();
  bad(app);
  const { field, value, remedy } = checkRules(app).find((finding) => finding.id === id) as Finding;
  return `\`${field}\` is \`${value.replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\` here. Remedy: ${cell(remedy)}.`;
}

/** By which the program of an example is found: no two examples are called alike. */
function keyOf({ name, expected }: Example): string {
  return `${expected.join()} ${name}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*').replaceAll('_', '\\_');
}

/** As the repository writes a file of that name. */
async function formatted(text: string, name = 'page.md'): Promise<string> {
  const filepath = join(__dirname, name);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}

async function main(isCheck: boolean): Promise<void> {
  for (const [path, text] of await ruleDocs()) {
    const file = join(__dirname, '../docs', path);
    if (isCheck && text !== readFileSync(file, 'utf8')) throw new Error(`docs/${path} is old: run npm run docs:rules`);
    if (isCheck) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

void main(process.argv.includes('--check'));
