import { APPLIANCE } from './appliance';
import { DPDK_ROUTER } from './dpdk-router';
import { EDGE_GATEWAY } from './edge-gateway';
import { ELEMENT_MANAGER } from './element-manager';
import { PACKET_GATEWAY } from './packet-gateway';
import { RESOLVER_POOL } from './resolver-pool';
import { VIRTUAL_FIREWALL } from './virtual-firewall';
import { type Case, casesOf } from './vnf';

/** Whole VNFs, each with what people got wrong in it, one mistake at a time. */
export const CORPUS: readonly Case[] = [
  ...casesOf(APPLIANCE),
  ...casesOf(DPDK_ROUTER),
  ...casesOf(EDGE_GATEWAY),
  ...casesOf(ELEMENT_MANAGER),
  ...casesOf(PACKET_GATEWAY),
  ...casesOf(RESOLVER_POOL),
  ...casesOf(VIRTUAL_FIREWALL),
];
