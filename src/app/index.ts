export { SynthesisError, VnfApp, type VnfAppProps } from './vnf-app';
