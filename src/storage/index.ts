export * from './cloud-config';
export * from './disk';
