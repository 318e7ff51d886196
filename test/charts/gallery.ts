import { HelmChart, type ObjectType, type ValuesData, VnfApp } from '../../src';
import { gallery } from '../../charts/gallery';

/** The Helm charts of the gallery. */
export function galleryCharts(): HelmChart<ObjectType>[] {
  const app = new VnfApp({ platform: { kubevirt: '1.6', nodus: '6.0' } });
  gallery(app);
  return app.node.findAll().filter((construct) => HelmChart.isHelmChart(construct));
}

/** Other values than the defaults, for each chart. */
export const OTHER_VALUES: Readonly<Record<string, ValuesData>> = {
  firewall: { cores: 7 },
  packetgen: { service: { nodePort: 30001 } },
  sink: { service: { nodePort: 30002 } },
  'licensed-vnf': {
    image: { url: 'https://images.registry.example/it"s {{ other }}.qcow2' },
    storage: { size: '1500M', className: 'fast' },
  },
  'dpdk-router': { image: 'registry.example/other:1', cores: 12, memory: '16Gi' },
  'secure-appliance': { imageUrl: 'https://other.example/disk.img', adminKeys: 'keys', assetTag: 'a: "b" #{{ c }}' },
  'windows-guest': { instancetype: 'u1.xlarge', isoUrl: 'https://other.example/setup.iso', answers: 'mine' },
  'vnf-pool': { replicas: 9, image: 'docker://registry.example/resolver@sha256:0' },
  'vlan-firewall': { cores: 9 },
  site: { nodus: { networks: true } },
};
