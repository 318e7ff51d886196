export { type IndexedVersion, readIndex, type RepositoryIndex } from './read';
export { changedIndex, EMPTY_INDEX, type IndexChange } from './write';
