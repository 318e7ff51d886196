import { gte } from 'semver';
import { LATER_FUNCTIONS, laterFunctions } from '../../src/helm/template-functions';
import { describeWithHelm } from '../support/describe-with-helm';
import { HELM_VERSIONS } from '../support/helm';
import { knownFunctions } from '../support/known-functions';

test.each([
  ['{{ break }}', ['break']],
  ['{{- range .a }}{{- if . }}{{- continue -}}{{ end }}{{ end }}', ['continue']],
  ['{{ (sha512sum .a) | trunc 8 }}', ['sha512sum']],
  ['{{ .Values | toYamlPretty | nindent 2 }}{{ toYamlPretty . }}', ['toYamlPretty']],
  ['{{ fromToml "break" }}{{ mustToYaml . }}{{mustToToml .}}', ['fromToml', 'mustToYaml', 'mustToToml']],
  ['{{ "}}" }}{{ `}}` | quote }}{{ \'}\' }}{{ break }}', ['break']],
])('%s calls %j', (template, called) => {
  expect([...laterFunctions(template).keys()]).toEqual(called);
});

test.each([
  'break and continue: text',
  '{{ .Values.break }}{{ .break }}{{ $break }}{{ $x.continue }}',
  '{{/* {{ break }} */}}{{- /* continue */ -}}',
  '{{ "break" }}{{ `continue` }}{{ include "x.break" . }}{{ "\\" break \\"" }}',
  '{{ breakpoint }}{{ toYaml . }}{{ sha256sum . }}',
  '{{/* never closed break',
  '{{',
  '',
])('%s calls nothing of later', (template) => {
  expect([...laterFunctions(template)]).toEqual([]);
});

test('an action without end takes no quadratic time', () => {
  expect(laterFunctions('{{ "'.repeat(100_000)).size).toBe(0);
  expect(laterFunctions("{{ '".repeat(100_000)).size).toBe(0);
});

describeWithHelm('a later function', () => {
  test.each(HELM_VERSIONS)('is known to Helm %s from its release on', (version) => {
    const expected = [...LATER_FUNCTIONS].filter(([, since]) => gte(version, since)).map(([name]) => name);
    expect(knownFunctions(version, LATER_FUNCTIONS.keys())).toEqual(expected);
  });
});
