/** One measurement in a process of its own: `tsx bench/measure.ts <peer> <vms> <charts>` prints milliseconds and peak memory. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from 'cdk8s-vnf';
import { objectApp, vmApp, vmObjects } from './workload';

const [peer, vms, charts] = [process.argv[2] ?? '', Number(process.argv[3]), Number(process.argv[4] ?? 1)];
const objectsFile = process.argv[5];
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const objects = objectsFile === undefined ? [] : (JSON.parse(readFileSync(objectsFile, 'utf8')) as KubernetesObject[]);

/** What each peer does, from the first construct to the last file. */
const PEERS: Readonly<Record<string, () => void>> = {
  'cdk8s manifests': () => objectApp('cdk8s', objects, charts, join(work, 'out')).synth(),
  'our manifests': () => objectApp('ours', objects, charts, join(work, 'out')).synth(),
  'our charts': () => objectApp('ours', objects, charts, join(work, 'manifests')).synth(),
  'our VMs': () => vmApp(vms, charts, join(work, 'manifests')).synth(),
  objects: () => void process.stdout.write(JSON.stringify(vmObjects(vms))),
};

const run = PEERS[peer];
if (!run) throw new Error(`no peer ${peer}: ${Object.keys(PEERS).join(', ')}`);
process.stderr.write = () => true;
const start = process.hrtime.bigint();
run();
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
if (peer !== 'objects')
  process.stdout.write(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
rmSync(work, { recursive: true, force: true });
