import fc from 'fast-check';
(globalThis as any).describe = { skip() {} };
import { lawCase } from './generators';
import { chartOf } from './build';
const all = fc.sample(lawCase, { seed: Number(process.argv[2]), numRuns: Number(process.argv[5] ?? 250) });
const c = all[Number(process.argv[3]) - 1]!;
const { chart } = chartOf([c]);
const f = [...chart.files()].find(([p]) => p.includes(process.argv[4] ?? 'object0-0'))!;
console.log(
  f[1]
    .split('\n')
    .map((l, i) => `${i + 1} ${l.slice(0, 160)}`)
    .join('\n'),
);
