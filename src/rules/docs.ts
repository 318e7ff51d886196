import { RULES } from './catalogue';

const DOMAINS: Readonly<Record<string, string>> = {
  1: 'Helm chart',
  2: 'Virtual machine',
  3: 'Storage and cloud-init',
  4: 'Network',
  5: 'EMCO',
  6: 'Platform',
  7: 'Security',
  8: 'Publishing',
};

/** `docs/rules.md`: the table of all rules. */
export function rulesPage(): string {
  const sections = Object.entries(DOMAINS).map(([digit, domain]) => {
    const rows = RULES.filter(({ id }) => id[3] === digit).map(
      ({ id, severity, title, reason, source }) => `| ${[id, severity, title, reason, source].map(cell).join(' | ')} |`,
    );
    return `## ${domain}\n\n| id | severity | what | why | source |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Rules

Each synth checks the whole app and reports everything at once, on stderr and in \`findings.json\`: the construct, the
property as it was written, its value, why it cannot stay, and what to write instead. Charts are checked with their
default values, then with the values and the release of each deployment intent group. An error keeps the synth from
leaving charts and packages; a warning does not.

Where a finding does no harm, \`Findings.silence(construct, 'VNF439', 'the cluster has one node')\` lets it stand: it stays
in \`findings.json\` with the reason.

${sections.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
