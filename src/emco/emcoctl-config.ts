/** Services that emcoctl talks to, with the node ports of EMCO's own installation [emco docs, ports]. */
const SERVICES: Readonly<Record<string, { readonly port: number; readonly statusPort?: number }>> = {
  orchestrator: { port: 30415, statusPort: 30416 },
  clm: { port: 30461 },
  ncm: { port: 30481, statusPort: 30482 },
  dcm: { port: 30477, statusPort: 30478 },
  rsync: { port: 30431 },
  ovnaction: { port: 30451 },
  gac: { port: 30420 },
  dtc: { port: 30418 },
  hpaPlacement: { port: 30491 },
  sfc: { port: 30455 },
  sfcclient: { port: 30457 },
};

/** An example of emcoctl's configuration, which needs a section for each service that a file names. */
export function emcoctlConfig(): string {
  const sections = Object.entries(SERVICES).flatMap(([name, ports]) => [
    `${name}:`,
    '  host: localhost',
    ...Object.entries(ports).map(([key, port]) => `  ${key}: ${port}`),
  ]);
  return [
    '# Where emcoctl finds EMCO: put in the address of a node of its cluster, or of your ingress.',
    ...sections,
    '',
  ].join('\n');
}
