import { CloudInit, Disk, GuestCpu, HelmChart, type NodusNetwork, PodNetwork, Values, VirtualMachine } from 'cdk8s-vnf';
import type { Construct } from 'constructs';

/** What whoever installs the chart may change. */
const values = Values.object({
  cores: Values.integer({ default: 2, minimum: 1, maximum: 16, description: 'vCPUs of the router' }),
  memory: Values.quantity({ default: '2Gi', description: 'Memory of the guest' }),
});

export interface RouterProps {
  /** The network behind the router. */
  readonly lan: NodusNetwork;
}

/** A VM that routes between the pod network and a LAN. */
export class Router extends HelmChart<typeof values> {
  constructor(scope: Construct, id: string, { lan }: RouterProps) {
    super(scope, id, { version: '0.1.0', description: 'A router', values });
    new VirtualMachine(this, 'router', {
      cpu: GuestCpu.shared({ cores: this.values.cores }),
      memory: this.values.memory,
      disks: [Disk.fromContainerImage('registry.example/router:1.0')],
      interfaces: [
        PodNetwork.attach(),
        lan.attach({ guestName: 'lan0', address: '198.51.100.2', mac: '52:54:00:11:22:33' }),
      ],
      cloudInit: CloudInit.noCloud({ userData: { bootcmd: [['sysctl', '-w', 'net.ipv4.ip_forward=1']] } }),
    });
  }
}
