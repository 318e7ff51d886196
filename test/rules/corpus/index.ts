import { APPLIANCE } from './appliance';
import { DPDK_ROUTER } from './dpdk-router';
import { VIRTUAL_FIREWALL } from './virtual-firewall';
import { type Case, casesOf } from './vnf';

/** Whole VNFs, each with what people got wrong in it, one mistake at a time. */
export const CORPUS: readonly Case[] = [...casesOf(APPLIANCE), ...casesOf(DPDK_ROUTER), ...casesOf(VIRTUAL_FIREWALL)];
