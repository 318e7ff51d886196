export * from './cloud-init';
export * from './guest-cpu';
export * from './guest-memory';
export * from './kubevirt-configuration';
export { type NetworkData } from './network-data';
export * from './virtual-machine';
