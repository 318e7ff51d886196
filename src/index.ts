export * from './app';
export * from './emco';
export type { Finding, Severity } from './findings';
export * from './helm';
export * from './network';
export * from './platform';
export * from './storage';
export * from './vm';
