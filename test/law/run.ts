import { HELM_VERSIONS } from '../support/helm';
import { Census } from './census';
import { tryLaw } from './law';

/** `tsx test/law/run.ts [cases] [seed]`: the render law on many cases, and what the cases were made of. */
const cases = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const census = new Census();
const started = Date.now();

console.log(`${cases} cases, seed ${seed}, Helm ${HELM_VERSIONS.join(' and ')}`);
const failure = tryLaw({
  seed,
  cases,
  versions: HELM_VERSIONS,
  isShrunk: true,
  onBatch: (batch, seen) => batch.forEach((one, index) => census.add(one, seen[index] ?? new Set())),
});
if (failure) {
  console.error(`case ${failure.number}: ${failure.problem}`);
  console.error(`smallest: ${JSON.stringify(failure.shrunk)}`);
  process.exitCode = 1;
} else {
  console.log(`${census.toString()}\nno difference in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (census.rare.length > 0) {
    console.error(`in fewer than 2 % of the cases: ${census.rare.join(', ')}`);
    process.exitCode = 1;
  }
}
