import {
  HelmChart,
  KubeVirtConfiguration,
  NodusNetwork,
  OvnNetworkObject,
  Platform,
  SriovNetwork,
  SriovNodePolicy,
  Values,
  type VnfApp,
  When,
} from 'cdk8s-vnf';

const values = Values.object({
  nodus: Values.object({
    networks: Values.boolean({
      default: false,
      description: 'Whether this chart makes the Nodus networks; EMCO makes them by itself',
    }),
  }),
});

/** The virtual functions that the site's Intel XL710 cards give. */
export function siteSriov(app: VnfApp): SriovNetwork {
  return new SriovNetwork(app, 'sriov-intel', {
    resourceName: 'intel_sriov_nic',
    ipam: {
      type: 'host-local',
      subnet: '10.56.206.0/24',
      rangeStart: '10.56.206.10',
      rangeEnd: '10.56.206.199',
      gateway: '10.56.206.1',
      routes: [{ dst: '0.0.0.0/0' }],
    },
  });
}

/** What a cluster needs before the VNFs of the app: installed once, by its administrator. */
export function site(app: VnfApp, sriov: SriovNetwork): HelmChart<typeof values> {
  const { namespace, resourcePrefix } = Platform.of(app).sriovOperator;
  const chart = new HelmChart(app, 'site', {
    version: '1.0.0',
    description: 'What a cluster needs before its VNFs',
    values,
    notes: `The SR-IOV network operator in ${namespace} must run with the resource prefix ${resourcePrefix}.`,
  });
  new KubeVirtConfiguration(chart, 'kubevirt');
  new SriovNodePolicy(chart, 'policy-xl710', {
    resourceName: sriov.resourceName,
    numVfs: 8,
    nicSelector: { vendor: '8086', deviceId: '1583' },
    nodeSelector: {
      'feature.node.kubernetes.io/network-sriov.capable': 'true',
      'feature.node.kubernetes.io/pci-0200_8086_1583.present': 'true',
    },
  });
  for (const network of app.node.findAll()) if (network instanceof SriovNetwork) network.defineIn(chart);
  new OvnNetworkObject(chart, 'ovn-networkobj');
  const networks = new When(chart, 'nodus', chart.values.nodus.networks);
  for (const network of app.node.findAll()) if (network instanceof NodusNetwork) network.defineIn(networks);
  return chart;
}
