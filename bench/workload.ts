import { ApiObject, App, Chart } from 'cdk8s';
import {
  CloudInit,
  DataVolume,
  Disk,
  GuestCpu,
  HelmChart,
  ImportSource,
  type KubernetesObject,
  NodusNetwork,
  PodNetwork,
  VirtualMachine,
  VnfApp,
} from 'cdk8s-vnf';

/** A network for each of the four interfaces of a VM but the first. */
const NETWORKS = ['lan', 'wan', 'dmz'];

function addVm(chart: HelmChart, networks: readonly NodusNetwork[], index: number): void {
  const disk = new DataVolume(chart, `disk-${index}`, {
    source: ImportSource.http({ url: 'https://images.registry.example/vm.qcow2' }),
    size: '10Gi',
  });
  new VirtualMachine(chart, `vm-${index}`, {
    cpu: GuestCpu.dedicated({ cores: 4, isolateEmulatorThread: true, features: { aes: 'require' } }),
    memory: '4Gi',
    disks: [Disk.fromDataVolume(disk)],
    interfaces: [PodNetwork.attach(), ...networks.map((network) => network.attach())],
    cloudInit: CloudInit.noCloud({
      userData: {
        write_files: [{ path: '/etc/motd', content: `vm ${index}\nof the bench\n` }],
        runcmd: [['systemctl', 'restart', 'vnf'], 'echo done'],
      },
    }),
  });
}

/** VMs made with this library's constructs, in so many charts. */
export function vmApp(vms: number, charts: number, outdir: string): VnfApp {
  const app = new VnfApp({ outdir });
  const networks = NETWORKS.map((name, index) => new NodusNetwork(app, name, { subnet: `10.${index}.0.0/16` }));
  for (let c = 0; c < charts; c++) {
    const chart = new HelmChart(app, `chart-${c}`, { version: '1.0.0' });
    for (let v = 0; v < vms / charts; v++) addVm(chart, networks, v);
  }
  return app;
}

/** The objects that those VMs become, to be given to whoever competes. */
export function vmObjects(vms: number): readonly KubernetesObject[] {
  const app = new App();
  const networks = NETWORKS.map((name, index) => new NodusNetwork(app, name, { subnet: `10.${index}.0.0/16` }));
  const chart = new HelmChart(app, 'chart-0', { version: '1.0.0' });
  for (let v = 0; v < vms; v++) addVm(chart, networks, v);
  return chart.render();
}

type Scope = ConstructorParameters<typeof ApiObject>[0];

function addObjects(chart: Scope, objects: readonly KubernetesObject[], prefix: string): void {
  objects.forEach((object, index) => {
    // Each chart names its objects by itself, as charts do.
    const { name: _, ...metadata } = object.metadata as Record<string, unknown>;
    const props = { ...object, metadata } as unknown as ConstructorParameters<typeof ApiObject>[2];
    new ApiObject(chart, `${prefix}${index}`, props);
  });
}

/** The same objects as plain ApiObjects, in charts of cdk8s or of this library. */
export function objectApp(
  peer: 'cdk8s' | 'ours',
  objects: readonly KubernetesObject[],
  charts: number,
  outdir: string,
): App {
  const app = peer === 'ours' ? new VnfApp({ outdir }) : new App({ outdir });
  const share = objects.length / charts;
  for (let c = 0; c < charts; c++) {
    const chart =
      peer === 'ours'
        ? new HelmChart(app, `chart-${c}`, { version: '1.0.0', standardLabels: false })
        : new Chart(app, `chart-${c}`);
    addObjects(chart, objects.slice(c * share, (c + 1) * share), 'object-');
  }
  return app;
}
