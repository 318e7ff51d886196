import { ApiObject, App } from 'cdk8s';
import {
  Builtin,
  Fn,
  forEach,
  ForEach,
  forEachEntry,
  HelmChart,
  jsonText,
  Values,
  when,
  When,
  yamlText,
} from '../../src/helm';

export const featureRichValues = Values.object({
  cores: Values.integer({ default: 2, minimum: 1, maximum: 64, description: 'vCPUs of the guest' }),
  memory: Values.quantity({ default: '4Gi', description: 'Memory of the guest' }),
  image: Values.object(
    {
      repository: Values.string({ default: 'registry.example.com/firewall', description: 'Without tag' }),
      tag: Values.string({ default: '1.10', description: 'Tag of the image' }),
    },
    { description: 'What the guest boots' },
  ),
  hostname: Values.dnsLabel({ example: 'fw0', description: 'Name the guest gives itself' }),
  syslog: Values.object({
    enabled: Values.boolean({ default: false, description: 'Whether logs leave the guest' }),
    server: Values.ipAddress({ default: '192.0.2.10', description: 'Where they go' }),
    port: Values.port({ optional: true, description: 'The port there, unless it is the usual one' }),
  }),
  nodeSelector: Values.map(Values.string(), { default: {}, description: 'Labels of the nodes it may run on' }),
  dnsServers: Values.list(Values.ipAddress(), { default: ['192.0.2.53'], description: 'In the order they are asked' }),
  routes: Values.map(Values.object({ to: Values.cidr(), via: Values.ipAddress() }), {
    default: { lab: { to: '198.51.100.0/24', via: '192.0.2.1' } },
    description: 'Static routes, by name',
  }),
});

/** A chart with one of everything that templates can say. */
export function featureRichChart(): HelmChart<typeof featureRichValues> {
  const chart = new HelmChart(new App(), 'firewall', {
    version: '1.4.0',
    appVersion: '2026.11',
    description: 'A virtual firewall',
    icon: 'https://example.com/firewall.svg',
    home: 'https://example.com/firewall',
    maintainers: [{ name: 'Network team', email: 'network@example.com' }],
    notes: 'The guest starts in about a minute.',
    values: featureRichValues,
  });
  const { cores, memory, image, hostname, syslog, nodeSelector, dnsServers, routes } = chart.values;

  new ApiObject(chart, 'firewall', {
    apiVersion: 'example.com/v1',
    kind: 'Guest',
    spec: {
      cpu: { cores, threads: Fn.mul(cores, 2), model: when(Fn.ge(cores, 8), 'host-passthrough', 'host-model') },
      memory,
      image: `${image.repository}:${image.tag}`,
      nodeSelector,
      placement: { zone: when(syslog.enabled, 'logging') },
      dns: ['127.0.0.53', forEach(dnsServers, (server) => server)],
      disks: [{ name: 'root', size: '10Gi' }, when(syslog.enabled, { name: 'logs', size: '2Gi' })],
      userData: yamlText(
        {
          hostname,
          fqdn: `${hostname}.example.com`,
          rsyslog: when(syslog.enabled, { remotes: { central: syslog.server, port: syslog.port } }),
          write_files: [
            { path: '/etc/motd', content: 'Authorised use only.\nAll else is logged.\n' },
            { path: '/etc/resolv.conf', content: yamlText({ servers: dnsServers }) },
          ],
          bootcmd: [forEach(routes, (route) => `ip route add ${route.to} via ${route.via}`)],
        },
        { header: '#cloud-config' },
      ),
      networks: jsonText({ name: 'default', mtu: 1500, gateways: [forEach(routes, (route) => route.via)] }),
      start: `#!/bin/sh\nset -eu\nhostname ${hostname}\nexec /usr/sbin/firewall --template '{{ .Name }}'\n`,
    },
  });
  new ApiObject(chart, 'settings', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { ports: `${Fn.default(syslog.port, 514)}`, release: Builtin.releaseName, no: 'yes' },
  });
  new ApiObject(chart, 'routes', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: forEachEntry(routes, (name, route) => [`${name}.route`, route.to]),
  });
  const logging = new When(chart, 'logging', syslog.enabled);
  new ApiObject(logging, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    spec: { ports: [{ port: Fn.default(syslog.port, 514) }] },
  });
  const each = new ForEach(chart, 'route', routes);
  new ApiObject(each, 'check', {
    apiVersion: 'example.com/v1',
    kind: 'RouteCheck',
    spec: { to: each.item.to, name: each.key },
  });
  return chart;
}
