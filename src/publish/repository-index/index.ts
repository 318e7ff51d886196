export { type IndexedVersion, readIndex, type RepositoryIndex } from './read';
export { changedIndex, EMPTY_INDEX, type IndexChange, indexEntryOf } from './write';
