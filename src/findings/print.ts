import type { Finding } from './finding';

/** Findings as a person reads them on a terminal; silenced ones are counted only. */
export function printFindings(findings: readonly Finding[]): string {
  const open = findings.filter(({ silenced }) => silenced === undefined);
  const blocks = open.map(
    ({ id, severity, path, field, value, reason, remedy }) =>
      `${severity} ${id} at ${path || '(app)'}\n  ${field}: ${value}\n  why:  ${reason}\n  mend: ${remedy}\n`,
  );
  const errors = open.filter((finding) => finding.severity === 'error').length;
  const silenced = findings.length - open.length;
  const tail = silenced === 0 ? '' : `, ${silenced} silenced`;
  return `${blocks.join('\n')}\n${count(errors, 'error')}, ${count(open.length - errors, 'warning')}${tail}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `findings.json`: every finding of a run. */
export function findingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`;
}
