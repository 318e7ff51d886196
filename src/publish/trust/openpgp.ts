import type * as Module from 'openpgp' with { 'resolution-mode': 'import' };

export type OpenPgp = typeof Module;
export type PublicKey = Awaited<ReturnType<OpenPgp['readKey']>>;
export type PrivateKey = Awaited<ReturnType<OpenPgp['readPrivateKey']>>;

/**
 * openpgp is an ES module with a CommonJS build. It is loaded on first use: signing is rare, and loading it takes
 * longer than a synth.
 */
export function loadOpenPgp(): Promise<OpenPgp> {
  return import('openpgp');
}
