import { inspect } from 'node:util';
import { credentialsOf, type Machine, realMachine, Secrets } from '../../src/publish/credentials';
import { type Http } from '../../src/publish/io/http';
import { publish, type PublishEvent } from '../../src/publish';
import { chart } from './support/charts';
import { answer, FakeRegistry } from './support/fake-registry';
import { MemoryFiles } from './support/memory-files';
import { laid, world } from './support/world';

const HOST = { kind: 'registry', url: new URL('https://registry.example:5000/') } as const;
const basic = (pair: string) => Buffer.from(pair).toString('base64');

function machine(files: Record<string, unknown>, more: Partial<Machine> = {}): Machine {
  return {
    environment: {},
    homeFolder: '/home/me',
    readText: (path) => Promise.resolve(path in files ? JSON.stringify(files[path]) : undefined),
    run: () => Promise.reject(new Error('none')),
    ...more,
  };
}
const find = (one: Machine) => credentialsOf(one, new Secrets())(HOST);
const DOCKER = '/home/me/.docker/config.json';
const HELM = '/home/me/.config/helm/registry/config.json';
const auths = (auth: object) => ({ auths: { 'registry.example:5000': auth } });

test('places are asked in order: environment, Helm, Docker', async () => {
  const files = { [DOCKER]: auths({ auth: basic('d:docker') }), [HELM]: auths({ auth: basic('h:helm:x') }) };
  expect(await find(machine({ [DOCKER]: files[DOCKER] }))).toEqual({
    kind: 'password',
    username: 'd',
    password: 'docker',
  });
  expect(await find(machine(files))).toEqual({ kind: 'password', username: 'h', password: 'helm:x' });
  const environment = {
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_5000_USERNAME: 'e',
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_5000_PASSWORD: 'env',
  };
  expect(await find(machine(files, { environment }))).toEqual({ kind: 'password', username: 'e', password: 'env' });
});

test.each([
  ['DOCKER_CONFIG', '/d', '/d/config.json'],
  ['HELM_REGISTRY_CONFIG', '/r.json', '/r.json'],
  ['HELM_CONFIG_HOME', '/h', '/h/registry/config.json'],
  ['XDG_CONFIG_HOME', '/x', '/x/helm/registry/config.json'],
])('%s moves the file', async (name, value, path) => {
  const one = machine({ [path]: auths({ username: 'u', password: 'pass' }) }, { environment: { [name]: value } });
  expect(await find(one)).toEqual({ kind: 'password', username: 'u', password: 'pass' });
});

test('tokens of a config', async () => {
  expect(await find(machine({ [DOCKER]: auths({ identitytoken: 'id' }) }))).toEqual({ kind: 'identity', token: 'id' });
  expect(await find(machine({ [DOCKER]: auths({ registrytoken: 'rt' }) }))).toEqual({ kind: 'bearer', token: 'rt' });
  expect(await find(machine({ [DOCKER]: auths({}) }))).toBeUndefined();
  expect(await find(machine({}))).toBeUndefined();
});

test('a helper for the host wins over the one for all; the host goes to its standard input', async () => {
  const asked: unknown[] = [];
  const run = (program: string, args: readonly string[], input: string) => {
    asked.push([program, args, input]);
    return Promise.resolve(JSON.stringify({ ServerURL: input, Username: 'u', Secret: 'secret' }));
  };
  const config = { credsStore: 'all', credHelpers: { 'registry.example:5000': 'one' } };
  expect(await find(machine({ [DOCKER]: config }, { run }))).toEqual({
    kind: 'password',
    username: 'u',
    password: 'secret',
  });
  expect(asked).toEqual([['docker-credential-one', ['get'], 'registry.example:5000']]);
});

test.each([
  [
    'has nothing',
    () => Promise.reject(Object.assign(new Error(''), { stdout: 'credentials not found in native keychain\n' })),
    undefined,
  ],
  ['gives a token', () => Promise.resolve('{"Username":"<token>","Secret":"id"}'), { kind: 'identity', token: 'id' }],
])('a helper that %s', async (_, run, expected) => {
  expect(await find(machine({ [DOCKER]: { credsStore: 'x' } }, { run }))).toEqual(expected);
});

test.each([
  ['fails', 'x', () => Promise.reject(new Error('s3cret')), 'it failed'],
  ['prints no JSON', 'x', () => Promise.resolve('s3cret'), 'what it printed is no JSON'],
  ['has the name of a path', '../x', () => Promise.resolve(''), 'its name is no name of a program'],
])('a helper that %s is told, without what it said', async (_, credsStore, run, message) => {
  const found = find(machine({ [DOCKER]: { credsStore } }, { run }));
  await expect(found).rejects.toThrow(message);
  await expect(found).rejects.not.toThrow('s3cret');
});

test('a damaged config is told without a word of it', async () => {
  const readText = () => Promise.resolve('{"auths": s3cret');
  await expect(find(machine({}, { readText }))).rejects.toThrow(
    /config.json: no logins can be read from it: it is no JSON; log in again$/,
  );
});

test('a real program is run with the host on its standard input', async () => {
  expect(await realMachine.run('cat', [], 'registry.example')).toBe('registry.example');
  await expect(realMachine.run('false', [], 'x')).rejects.toThrow('false failed');
  await expect(realMachine.run('docker-credential-none-such', ['get'], 'x')).rejects.toThrow('ENOENT');
});

describe('nothing secret comes out', () => {
  const SECRETS = ['s3cret-pass', 't0ken-value', basic('me:s3cret-pass'), encodeURIComponent('s3cret-pass')];
  const environment = {
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_USERNAME: 'me',
    CDK8S_VNF_AUTH_REGISTRY_EXAMPLE_PASSWORD: 's3cret-pass',
  };
  const auth = { realm: 'https://auth.example/token', basic: 'me:s3cret-pass', token: 't0ken-value' };

  /** Servers that echo what they were told, in every place where somebody may print it. */
  const echoing = (when: (method: string) => boolean): Http => {
    const registry = new FakeRegistry({ auth });
    return {
      send: async (request) => {
        const response = await registry.send(request);
        if (response.status === 401 || request.url.host === 'auth.example' || !when(request.method)) return response;
        const echo = `${request.headers?.authorization} s3cret-pass ${basic('me:s3cret-pass')}`;
        return answer(
          400,
          { location: `https://me:s3cret-pass@x/${echo}` },
          JSON.stringify({ errors: [{ code: echo, message: echo }], error: echo }),
        );
      },
    };
  };

  test.each(['GET', 'HEAD', 'POST', 'PUT'])('when a registry echoes every %s', async (wanted) => {
    const files = new MemoryFiles();
    const events: PublishEvent[] = [];
    const run = publish([laid(files, [chart('vnf', '1.0.0')])], ['oci://registry.example/x'], {
      onEvent: (event) => events.push(event),
      world: world(
        files,
        echoing((method) => method === wanted),
        { environment },
      ),
    });
    const error: unknown = await run.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const all = `${inspect(error, { depth: 10 })} ${JSON.stringify(events)} ${String(error)}`;
    for (const secret of SECRETS) expect(all).not.toContain(secret);
  });

  test('when all goes well', async () => {
    const files = new MemoryFiles();
    const events: PublishEvent[] = [];
    const registry = new FakeRegistry({ auth });
    await publish([laid(files, [chart('vnf', '1.0.0')])], ['oci://registry.example/x'], {
      onEvent: (event) => events.push(event),
      world: world(files, registry, { environment }),
    });
    for (const secret of SECRETS) expect(JSON.stringify(events)).not.toContain(secret);
    // Nor in a URL, which servers write to their logs.
    for (const secret of SECRETS) expect(registry.log.map(({ url }) => url.href).join()).not.toContain(secret);
  });
});
