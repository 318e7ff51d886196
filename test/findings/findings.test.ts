import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type Finding,
  Findings,
  findingsJson,
  isBlocking,
  note,
  notedOn,
  printFindings,
  shown,
  sorted,
} from '../../src/findings';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'findings.schema.json'), 'utf8')) as object;

const finding = (over: Partial<Finding> = {}): Finding => ({
  id: 'VNF402',
  severity: 'error',
  path: 'router/router',
  field: 'interfaces[1].address',
  value: '192.0.2.1',
  reason: 'outside',
  remedy: 'give another',
  ...over,
});

test('findings.json is what its schema says', () => {
  const valid = new Ajv().compile(SCHEMA);
  expect(valid(JSON.parse(findingsJson([finding(), finding({ silenced: 'a lab' })])))).toBe(true);
  expect(valid({ version: 1, findings: [{ ...finding(), id: 'X' }] })).toBe(false);
  expect(valid({ version: 1, findings: [{ id: 'VNF402' }] })).toBe(false);
});

test('a person reads rule, place, field, value, reason and remedy, and a count', () => {
  const text = printFindings([finding(), finding({ severity: 'warning' })]);
  expect(text).toContain(
    'error VNF402 at router/router\n  interfaces[1].address: 192.0.2.1\n  why:  outside\n  mend: give another\n',
  );
  expect(text).toMatch(/1 error, 1 warning/);
});

test('findings are sorted by place, and each is told once', () => {
  const list = sorted([finding({ path: 'z' }), finding({ path: 'a' }), finding({ path: 'z' })]);
  expect(list.map(({ path }) => path)).toEqual(['a', 'z']);
});

test('only an error that nobody silenced stops a synth', () => {
  expect([finding(), finding({ severity: 'warning' }), finding({ silenced: 'a lab' })].map(isBlocking)).toEqual([
    true,
    false,
    false,
  ]);
});

test('a fact noted twice on a construct is one finding, with its path', () => {
  const construct = new Construct(new App(), 'router');
  const { path: _, ...fact } = finding();
  note(construct, fact);
  note(construct, fact);
  expect(notedOn(construct)).toEqual([{ ...fact, path: 'router' }]);
});

test('a finding silenced without a reason is a finding itself', () => {
  const construct = new Construct(new App(), 'router');
  Findings.silence(construct, 'VNF402', ' ');
  expect(notedOn(construct).map(({ id }) => id)).toEqual(['VNF109']);
});

test('long values are cut', () => {
  expect(shown('x'.repeat(500))).toHaveLength(118);
  expect(shown({ a: 1 })).toBe('{"a":1}');
});
