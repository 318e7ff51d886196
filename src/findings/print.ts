import type { Finding } from './finding';

/** Findings as a person reads them on a terminal. */
export function printFindings(findings: readonly Finding[]): string {
  const blocks = findings.map(
    ({ id, severity, path, field, value, reason, remedy }) =>
      `${severity} ${id} at ${path || '(app)'}\n  ${field}: ${value}\n  why:  ${reason}\n  mend: ${remedy}\n`,
  );
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return `${blocks.join('\n')}\n${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `findings.json`: every finding of a run. */
export function findingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`;
}
