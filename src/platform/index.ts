export * from './platform';
export * from './requirements';
