export * from './node';
export { readYaml } from './read';
