export { importManifests, type ImportedManifests, type ImportManifestsOptions } from './import-manifests';
