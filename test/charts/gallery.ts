import { HelmChart, type ObjectType, type ValuesData, VnfApp } from '../../src';
import { licensedVnf } from '../../charts/licensed-vnf';
import { site, siteSriov } from '../../charts/site';
import { vfw } from '../../charts/vfw';

/** The Helm charts of the gallery. */
export function galleryCharts(): HelmChart<ObjectType>[] {
  const app = new VnfApp({ platform: { kubevirt: '1.6', nodus: '6.0' } });
  const sriov = siteSriov(app);
  vfw(app);
  licensedVnf(app, sriov);
  site(app, sriov);
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
  site: { nodus: { networks: true } },
};
