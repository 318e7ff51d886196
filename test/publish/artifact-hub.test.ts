import { readRepositoryMetadata } from '../../src/publish/artifact-hub';

const read = (text: string) => readRepositoryMetadata('artifacthub-repo.yml', Buffer.from(text));
const ID = 'repositoryID: 6ebb3fe4-6a4a-4b5f-9d2b-9f3c2c3d4e5f\n';

test.each([
  [
    'all of it',
    `${ID}owners:\n  - name: A\n    email: a@example.org\nignore:\n  - name: x\n    version: "-(beta|rc)"\n`,
  ],
  ['a chart that is ignored in every version', 'ignore:\n  - name: x\n'],
  ['the repository alone', ID],
])('%s is taken as it is', (_, text) => {
  expect(Buffer.from(read(text).content).toString()).toBe(text);
});

test.each([
  ['an id that is none', 'repositoryID: mine\n', 'repositoryID is no UUID'],
  ['an owner without an address', 'owners:\n  - name: A\n', 'owners[0].email is no address'],
  ['an address that is none', 'owners:\n  - name: A\n    email: A\n', 'owners[0].email is no address'],
  ['an ignored version of no chart', 'ignore:\n  - version: beta\n', 'ignore[0] names no chart'],
  [
    'a version that is no pattern',
    'ignore:\n  - name: x\n    version: "("\n',
    'ignore[0].version is no regular expression',
  ],
  ['a misspelt key', 'owner: []\n', 'the key "owner" is unknown'],
  ['a key twice', `${ID}${ID}`, 'repositoryID'],
  ['no map', '- a\n', 'is no map'],
  ['a null owner', 'owners: [~]\n', 'owners[0] is null'],
  ['too much', `# ${'x'.repeat(70_000)}`, 'at most 65536'],
])('%s is refused', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
  expect(() => read(text)).toThrow(/^artifacthub-repo\.yml: no repository metadata that Artifact Hub reads: /);
});
