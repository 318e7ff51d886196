import type { VnfApp } from 'cdk8s-vnf';
import { dpdkRouter } from './dpdk-router';
import { licensedVnf } from './licensed-vnf';
import { secureAppliance } from './secure-appliance';
import { site, siteSriov } from './site';
import { vfw } from './vfw';
import { vlanFirewall } from './vlan-firewall';
import { vnfPool } from './vnf-pool';
import { windowsGuest } from './windows-guest';

/** Every VNF of the gallery, and the site that their clusters need. */
export function gallery(app: VnfApp): void {
  const sriov = siteSriov(app);
  vfw(app);
  licensedVnf(app, sriov);
  dpdkRouter(app);
  secureAppliance(app);
  windowsGuest(app);
  vnfPool(app);
  vlanFirewall(app);
  site(app, sriov);
}
