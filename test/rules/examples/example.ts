import { type App, Size } from 'cdk8s';
import { HelmChart } from '../../../src/helm';
import {
  NodusNetwork,
  type NodusNetworkProps,
  NodusProviderNetwork,
  type NodusProviderNetworkProps,
  type Attachment,
} from '../../../src/network';
import { Disk } from '../../../src/storage';
import { VirtualMachine, type SizedVirtualMachineProps } from '../../../src/vm';

/** A mistake and the same app with the remedy applied. */
export interface Example {
  readonly name: string;
  /** Ids of what is found in the bad app, sorted. */
  readonly expected: readonly string[];
  readonly bad: (app: App) => void;
  readonly good: (app: App) => void;
}

/** An example whose two sides differ in one argument. */
export function example<T>(
  name: string,
  expected: string | readonly string[],
  build: (app: App, argument: T) => void,
  bad: T,
  good: T,
): Example {
  return {
    name,
    expected: typeof expected === 'string' ? [expected] : expected,
    bad: (app) => build(app, bad),
    good: (app) => build(app, good),
  };
}

export function chart(app: App, id = 'fw'): HelmChart {
  return new HelmChart(app, id, { version: '1.0.0' });
}

export function network(app: App, id = 'left', props: Partial<NodusNetworkProps> = {}): NodusNetwork {
  return new NodusNetwork(app, id, { subnet: '192.168.10.0/24', ...props });
}

export function provider(
  app: App,
  id = 'wan',
  vlan: Partial<NodusProviderNetworkProps['vlan']> = {},
): NodusProviderNetwork {
  return new NodusProviderNetwork(app, id, {
    subnet: '10.10.0.0/24',
    vlan: { id: 100, providerInterface: 'eth1', nodeLabels: { role: 'edge' }, ...vlan },
  });
}

export const IMAGE = Disk.fromContainerImage('registry.example/vnf:1.0');

export function vm(scope: HelmChart, props: Partial<SizedVirtualMachineProps> = {}, id = 'fw'): VirtualMachine {
  return new VirtualMachine(scope, id, { memory: Size.gibibytes(2), disks: [IMAGE], ...props });
}

/** An app of one VM. */
export function oneVm(app: App, ...interfaces: Attachment[]): VirtualMachine {
  return vm(chart(app), { interfaces });
}
