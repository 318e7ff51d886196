import { type Mistake, testMistakes } from './mistakes';

/** What stands before every program. */
const PRELUDE = `
import { App, ApiObject, Chart } from 'cdk8s';
import { asNumber, asString, Builtin, Fn, forEach, forEachEntry, ForEach, HelmChart, HelmValue, type Input, Values, when, When, type Quantity, type Port } from '../../src/helm';
const values = Values.object({
  cores: Values.integer({ default: 2 }),
  ratio: Values.number({ default: 0.5 }),
  flag: Values.boolean({ default: true }),
  name: Values.string({ default: 'a' }),
  mode: Values.enum(['fast', 'safe'], { default: 'fast' }),
  memory: Values.quantity({ default: '4Gi' }),
  port: Values.port({ default: 80 }),
  names: Values.list(Values.string(), { default: [] }),
  labels: Values.map(Values.string(), { default: {} }),
  nics: Values.map(Values.object({ vlan: Values.vlanId(), mac: Values.macAddress() }), { default: {} }),
  image: Values.object({ tag: Values.string({ default: 'v1' }) }),
});
const chart = new HelmChart(new App(), 'a', { version: '1.0.0', values });
const refs = chart.values;
interface Spec { cores?: Input<number>; name?: Input<string>; on?: Input<boolean>; names?: Input<readonly string[]>; labels?: Input<Record<string, string>>; memory?: Input<Quantity>; port?: Input<Port>; deep?: { tag?: Input<string> } }
declare function take(spec: Spec): void;
`;

const NOT_ASSIGNABLE = 2322;
const NOT_AN_ARGUMENT = 2345;
const UNKNOWN_KEY = 2353;
const NO_PROPERTY = 2339;
const DID_YOU_MEAN = 2551;
const MISSPELT_KEY = 2561;
const NOT_COMPARABLE = 2367;
const NO_ARITHMETIC = 2362;

const MISTAKES: readonly Mistake[] = [
  // Declarations
  [`Values.integer({ default: '2' });`, `Values.integer({ default: 2 });`, NOT_ASSIGNABLE],
  [`Values.integer({ minimun: 1 });`, `Values.integer({ minimum: 1 });`, MISSPELT_KEY],
  [`Values.integer({ pattern: 'a' });`, `Values.string({ pattern: 'a' });`, UNKNOWN_KEY],
  [`Values.string({ maximum: 1 });`, `Values.string({ maxLength: 1 });`, UNKNOWN_KEY],
  [`Values.string({ default: 1 });`, `Values.string({ default: '1' });`, NOT_ASSIGNABLE],
  [`Values.boolean({ default: 'yes' });`, `Values.boolean({ default: true });`, NOT_ASSIGNABLE],
  [`Values.enum(['a', 'b'], { default: 'c' });`, `Values.enum(['a', 'b'], { default: 'b' });`, NOT_ASSIGNABLE],
  [`Values.quantity({ default: '4 GB' });`, `Values.quantity({ default: '4G' });`, NOT_ASSIGNABLE],
  [`Values.quantity({ default: 4 });`, `Values.quantity({ default: '4' });`, NOT_ASSIGNABLE],
  [`Values.macAddress({ default: '0a58' });`, `Values.macAddress({ default: '0a:58:0a:00:00:01' });`, NOT_ASSIGNABLE],
  [`Values.cidr({ default: '10.0.0.0' });`, `Values.cidr({ default: '10.0.0.0/8' });`, NOT_ASSIGNABLE],
  [`Values.port({ default: '80' });`, `Values.port({ default: 80 });`, NOT_ASSIGNABLE],
  [
    `Values.list(Values.integer(), { default: ['1'] });`,
    `Values.list(Values.integer(), { default: [1] });`,
    NOT_ASSIGNABLE,
  ],
  [
    `Values.list(Values.string(), { default: { a: 'b' } });`,
    `Values.map(Values.string(), { default: { a: 'b' } });`,
    UNKNOWN_KEY,
  ],
  [
    `Values.map(Values.string(), { default: ['a'] });`,
    `Values.list(Values.string(), { default: ['a'] });`,
    NOT_ASSIGNABLE,
  ],
  [`Values.object({ a: 1 });`, `Values.object({ a: Values.integer() });`, NOT_ASSIGNABLE],
  [`Values.list('string');`, `Values.list(Values.string());`, NOT_AN_ARGUMENT],
  [`Values.string({ exmple: 'a' });`, `Values.string({ example: 'a' });`, MISSPELT_KEY],
  // References
  [`refs.core;`, `refs.cores;`, DID_YOU_MEAN],
  [`refs.image.tags;`, `refs.image.tag;`, DID_YOU_MEAN],
  [`refs.names.vlan;`, `refs.names;`, NO_PROPERTY],
  [`take({ cores: refs.name });`, `take({ cores: refs.cores });`, NOT_ASSIGNABLE],
  [`take({ name: refs.cores });`, `take({ name: refs.name });`, NOT_ASSIGNABLE],
  [`take({ on: refs.name });`, `take({ on: refs.flag });`, NOT_ASSIGNABLE],
  [`take({ labels: refs.names });`, `take({ labels: refs.labels });`, NOT_ASSIGNABLE],
  [`take({ names: refs.labels });`, `take({ names: refs.names });`, NOT_ASSIGNABLE],
  [`take({ memory: refs.name });`, `take({ memory: refs.memory });`, NOT_ASSIGNABLE],
  [`take({ port: refs.cores });`, `take({ port: refs.port });`, NOT_ASSIGNABLE],
  [`take({ deep: { tag: refs.cores } });`, `take({ deep: { tag: refs.image.tag } });`, NOT_ASSIGNABLE],
  [`const n: number = refs.cores;`, `const n: number = asNumber(refs.cores);`, NOT_ASSIGNABLE],
  [`const s: string = refs.name;`, `const s: string = asString(refs.name);`, NOT_ASSIGNABLE],
  [`asNumber(refs.name);`, `asNumber(refs.cores);`, NOT_AN_ARGUMENT],
  [`asString(refs.cores);`, `asString(refs.name);`, NOT_AN_ARGUMENT],
  [`refs.cores * 2;`, `Fn.mul(refs.cores, 2);`, NO_ARITHMETIC],
  [`refs.mode === 'fast';`, `Fn.eq(refs.mode, 'fast');`, NOT_COMPARABLE],
  // Expressions
  [`Fn.add(refs.name, 1);`, `Fn.add(refs.cores, 1);`, NOT_AN_ARGUMENT],
  [`Fn.eq(refs.cores, '2');`, `Fn.eq(refs.cores, 2);`, NOT_AN_ARGUMENT],
  [`Fn.eq(refs.mode, 'slow');`, `Fn.eq(refs.mode, 'safe');`, NOT_AN_ARGUMENT],
  [`Fn.default(refs.port, '80');`, `Fn.default(refs.port, 80);`, NOT_AN_ARGUMENT],
  [`Fn.not(refs.cores);`, `Fn.not(refs.flag);`, NOT_AN_ARGUMENT],
  [`Fn.join(refs.labels, ',');`, `Fn.join(refs.names, ',');`, NOT_AN_ARGUMENT],
  [`when(refs.cores, 1);`, `when(refs.flag, 1);`, NOT_AN_ARGUMENT],
  [`take({ cores: when(refs.flag, 'a', 'b') });`, `take({ cores: when(refs.flag, 1, 2) });`, NOT_ASSIGNABLE],
  [`take({ name: Fn.eq(refs.name, 'a') });`, `take({ on: Fn.eq(refs.name, 'a') });`, NOT_ASSIGNABLE],
  // Loops
  [`forEach(refs.name, (x) => x);`, `forEach(refs.names, (x) => x);`, NOT_AN_ARGUMENT],
  [`forEach(refs.nics, (nic) => nic.vlans);`, `forEach(refs.nics, (nic) => nic.vlan);`, DID_YOU_MEAN],
  [
    `forEachEntry(refs.names, (key, x) => [key, x]);`,
    `forEachEntry(refs.labels, (key, x) => [key, x]);`,
    NOT_AN_ARGUMENT,
  ],
  [`new ForEach(chart, 'a', refs.names);`, `new ForEach(chart, 'a', refs.nics);`, NOT_AN_ARGUMENT],
  [`new When(chart, 'a', refs.name);`, `new When(chart, 'a', refs.flag);`, NOT_AN_ARGUMENT],
  // Values given for a chart
  [`chart.render({ core: 3 });`, `chart.render({ cores: 3 });`, MISSPELT_KEY],
  [`chart.render({ cores: '3' });`, `chart.render({ cores: 3 });`, NOT_ASSIGNABLE],
  [`chart.render({ image: { tags: 'a' } });`, `chart.render({ image: { tag: 'a' } });`, MISSPELT_KEY],
  [`chart.render({ mode: 'slow' });`, `chart.render({ mode: 'safe' });`, NOT_ASSIGNABLE],
  [`chart.render({ names: { a: 'b' } });`, `chart.render({ names: ['b'] });`, UNKNOWN_KEY],
  [`chart.render({ nics: { a: { vlan: '3' } } });`, `chart.render({ nics: { a: { vlan: 3 } } });`, NOT_ASSIGNABLE],
  [`chart.render({ memory: 'lots' });`, `chart.render({ memory: '8Gi' });`, NOT_ASSIGNABLE],
  [`new HelmChart(new App(), 'b', {});`, `new HelmChart(new App(), 'b', { version: '1.0.0' });`, NOT_AN_ARGUMENT],
  [
    `new HelmChart(new App(), 'b', { version: 1 });`,
    `new HelmChart(new App(), 'b', { version: '1' });`,
    NOT_ASSIGNABLE,
  ],
];

testMistakes(PRELUDE, MISTAKES);
