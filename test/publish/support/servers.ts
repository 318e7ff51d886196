import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import type { Http } from '../../../src/publish/io/http';

export interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Debian's packages, where they are missing; only root can. */
export function installed(...programs: readonly string[]): void {
  const missing = programs.filter((program) => !existsSync(join('/usr/bin', program)));
  if (missing.length === 0) return;
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', ...missing], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

export interface RegistryOptions {
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** The content of an htpasswd file, bcrypt. */
  readonly htpasswd?: string;
}

/** Debian's docker-registry on a free port of the loopback. */
export async function dockerRegistry(folder: string, { tls, htpasswd }: RegistryOptions = {}): Promise<Running> {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const lines = [
    'version: 0.1',
    'log: {level: error, accesslog: {disabled: true}}',
    `storage: {filesystem: {rootdirectory: ${folder}/data}}`,
    'http:',
    `  addr: 127.0.0.1:${port}`,
    ...(tls ? [`  tls: {certificate: ${tls.certificate}, key: ${tls.key}}`] : []),
  ];
  if (htpasswd !== undefined) {
    writeFileSync(join(folder, 'htpasswd'), htpasswd);
    lines.push(`auth: {htpasswd: {realm: test, path: ${folder}/htpasswd}}`);
  }
  writeFileSync(join(folder, 'config.yml'), `${lines.join('\n')}\n`);
  const child = spawn('docker-registry', ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  await listening(port, child);
  return { port, stop: () => stopped(child) };
}

/** A static site, as plain as they come. */
export function staticServer(folder: string): Promise<Running> {
  return serving(
    createServer((request, response) => {
      const path = join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
      readFile(path).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    }),
  );
}

/** Puts a server that lives in memory on the loopback. */
export function served(http: Http): Promise<Running> {
  return serving(
    createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
        http.send({ method: request.method as 'GET', url, headers, body: Buffer.concat(pieces) }).then(
          (answer) => response.writeHead(answer.status, answer.headers).end(answer.body),
          () => request.socket.destroy(),
        );
      });
    }),
  );
}

/** A proxy that leads every TLS connection to one port of the loopback, whatever name it is for. */
export function tunnelTo(port: number): Promise<Running> {
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (_, client) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    const close = () => [client, upstream].forEach((socket) => socket.destroy());
    for (const socket of [client, upstream]) socket.on('error', close).on('close', close);
  });
  return serving(server);
}

async function serving(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function freePort(): Promise<number> {
  const socket = createSocket();
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve));
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('docker-registry does not listen');
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill();
  await ended;
}

/** A certificate authority for tests, and a certificate of the loopback. */
export function testAuthority(folder: string): { ca: string; certificate: string; key: string } {
  mkdirSync(folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=test authority', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', ...key, '-subj', '/CN=127.0.0.1', '-keyout', 'server.key', '-out', 'server.csr');
  writeFileSync(path('names'), 'subjectAltName=IP:127.0.0.1,DNS:registry.example\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.pem',
  );
  return { ca: path('ca.pem'), certificate: path('server.pem'), key: path('server.key') };
}
