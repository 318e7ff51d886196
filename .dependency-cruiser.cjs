// The folders of src/, lowest first. A folder imports those before it, never those after it.
const HOUSE = [
  'findings',
  'helm',
  'imports',
  'platform',
  'storage',
  'network',
  'vm',
  'emco',
  'rules',
  'app',
  'publish',
  'codegen',
  'cli',
];
const pathOf = (folder) => (folder === 'imports' ? '^imports/' : `^src/${folder}/`);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...HOUSE.slice(0, -1).map((folder, rank) => ({
      name: `${folder}-imports-nothing-above`,
      severity: 'error',
      from: { path: pathOf(folder) },
      to: { path: HOUSE.slice(rank + 1).map(pathOf) },
    })),
    {
      name: 'codegen-knows-charts-only',
      severity: 'error',
      from: { path: '^src/codegen/(?!manifest/)' },
      to: { path: ['^src/(?!codegen|helm|findings)', '^src/codegen/manifest/'] },
    },
    {
      name: 'publish-knows-charts-only',
      severity: 'error',
      from: { path: '^src/publish/' },
      to: { path: '^src/(?!publish|helm|findings)' },
    },
    {
      name: 'storage-and-network-are-siblings',
      severity: 'error',
      from: { path: '^src/(storage|network)/' },
      to: { path: '^src/(storage|network)/', pathNot: '^src/$1/' },
    },
    {
      // The import of manifests runs what it writes, and tells what the rules say.
      name: 'rules-are-for-the-app',
      severity: 'error',
      from: { path: '^src/(?!rules|app|codegen/manifest)' },
      to: { path: '^src/rules/' },
    },
    {
      name: 'charts-import-as-users-do',
      severity: 'error',
      from: { path: '^charts/' },
      to: { path: '^(src|imports)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^lib/' },
  },
};
