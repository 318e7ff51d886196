import { type Mistake, testMistakes } from './mistakes';

/** What stands before every program. */
const PRELUDE = `
import { App } from 'cdk8s';
import { Disk, CloudInit, DataVolume, EnvironmentValue, HelmChart, ImportedClaim, ImportSource, UserData, Values } from 'cdk8s-vnf';
const chart = new HelmChart(new App(), 'a', { version: '1.0.0', values: Values.object({ url: Values.string({ default: 'https://a/b' }), size: Values.quantity({ default: '1Gi' }), count: Values.integer({ default: 1 }) }) });
const { url, size, count } = chart.values;
const http = ImportSource.http({ url });
const copy = ImportSource.claim({ namespace: 'a', name: 'b' });
`;

const NOT_ASSIGNABLE = 2322;
const NOT_AN_ARGUMENT = 2345;
const UNKNOWN_KEY = 2353;
const MISSPELT_KEY = 2561;
const MISSING = 2741;

const MISTAKES: readonly Mistake[] = [
  // Sources
  [`ImportSource.http({});`, `ImportSource.http({ url: 'https://a/b' });`, NOT_AN_ARGUMENT],
  [`ImportSource.http({ url: count });`, `ImportSource.http({ url });`, NOT_ASSIGNABLE],
  [`ImportSource.s3({ url, checksum: 'a' });`, `ImportSource.http({ url, checksum: 'a' });`, UNKNOWN_KEY],
  [`ImportSource.gcs({ url, certConfigMap: 'a' });`, `ImportSource.s3({ url, certConfigMap: 'a' });`, UNKNOWN_KEY],
  [
    `ImportSource.registry({ url, imageStream: 'a' });`,
    `ImportSource.registry({ imageStream: 'a' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `ImportSource.registry({ imageStream: 'a', pullMethod: 'pod' });`,
    `ImportSource.registry({ url, pullMethod: 'pod' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `ImportSource.imageio({ url, diskId: '1', secretName: 'a' });`,
    `ImportSource.imageio({ url, diskId: '1', secretName: 'a', certConfigMap: 'b' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `ImportSource.vddk({ url, uuid: 'a', backingFile: 'b', thumbprint: 'c' });`,
    `ImportSource.vddk({ url, uuid: 'a', backingFile: 'b', thumbprint: 'c', secretName: 'd' });`,
    NOT_AN_ARGUMENT,
  ],
  [`ImportSource.claim({ name: 'b' });`, `ImportSource.claim({ name: 'b', namespace: 'a' });`, NOT_AN_ARGUMENT],
  // Volumes
  [`new DataVolume(chart, 'd', { source: http });`, `new DataVolume(chart, 'd', { source: copy });`, NOT_AN_ARGUMENT],
  [
    `new DataVolume(chart, 'd', { source: copy, api: 'pvc' });`,
    `new DataVolume(chart, 'd', { source: copy, api: 'pvc', size });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `new DataVolume(chart, 'd', { source: http, size, api: 'pvc', accessMode: 'storage-profile' });`,
    `new DataVolume(chart, 'd', { source: http, size, accessMode: 'storage-profile' });`,
    NOT_AN_ARGUMENT,
  ],
  [
    `new DataVolume(chart, 'd', { source: http, size: 'big' });`,
    `new DataVolume(chart, 'd', { source: http, size: '20Gi' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `new DataVolume(chart, 'd', { source: http, size: url });`,
    `new DataVolume(chart, 'd', { source: http, size });`,
    NOT_ASSIGNABLE,
  ],
  [
    `new ImportedClaim(chart, 'd', { source: copy, size });`,
    `new ImportedClaim(chart, 'd', { source: http, size });`,
    MISSING,
  ],
  [
    `new ImportedClaim(chart, 'd', { source: http, size, accessMode: 'RWO' });`,
    `new ImportedClaim(chart, 'd', { source: http, size, accessMode: 'ReadWriteOnce' });`,
    NOT_ASSIGNABLE,
  ],
  [
    `Disk.fromClaim(new DataVolume(chart, 'd', { source: copy }).image);`,
    `Disk.fromClaim(new ImportedClaim(chart, 'd', { source: http, size }));`,
    NOT_AN_ARGUMENT,
  ],
  // Cloud-init
  [
    `CloudInit.noCloud({ userData: { run_cmd: ['ls'] } });`,
    `CloudInit.noCloud({ userData: { runcmd: ['ls'] } });`,
    UNKNOWN_KEY,
  ],
  [
    `CloudInit.noCloud({ userData: { ssh_pwauth: 'no' } });`,
    `CloudInit.noCloud({ userData: { ssh_pwauth: false } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `CloudInit.noCloud({ networkData: { version: 3 } });`,
    `CloudInit.noCloud({ networkData: { version: 1 } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `CloudInit.noCloud({ networkData: { vlans: { a: { link: 'eth1' } } } });`,
    `CloudInit.noCloud({ networkData: { vlans: { a: { link: 'eth1', id: 1 } } } });`,
    MISSING,
  ],
  [
    `CloudInit.noCloud({ networkData: { bonds: { a: { interfaces: [], mode: 'lacp' } } } });`,
    `CloudInit.noCloud({ networkData: { bonds: { a: { interfaces: [], mode: '802.3ad' } } } });`,
    NOT_ASSIGNABLE,
  ],
  [
    `CloudInit.configDrive({ networkData: { bridges: {} } });`,
    `CloudInit.noCloud({ networkData: { bridges: {} } });`,
    UNKNOWN_KEY,
  ],
  [
    `CloudInit.configDrive({ networkData: { version: 1 } });`,
    `CloudInit.noCloud({ networkData: { version: 1 } });`,
    UNKNOWN_KEY,
  ],
  [
    `CloudInit.noCloud({ environment: { A: 'b' } });`,
    `CloudInit.noCloud({ environment: { A: EnvironmentValue.fromValue('b') } });`,
    NOT_ASSIGNABLE,
  ],
  [`EnvironmentValue.fromSecret('a');`, `EnvironmentValue.fromSecret('a', 'b');`, 2554],
  [`UserData.script(':', { runs: 'daily' });`, `UserData.script(':', { runs: 'every-boot' });`, NOT_ASSIGNABLE],
  [`UserData.multipart('#!/bin/sh');`, `UserData.multipart(UserData.raw('#!/bin/sh'));`, NOT_AN_ARGUMENT],
  [`CloudInit.noCloud({ userdata: {} });`, `CloudInit.noCloud({ userData: {} });`, MISSPELT_KEY],
];

testMistakes(PRELUDE, MISTAKES);
