import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpFailure } from '../../src/publish/io/http';
import { nodeHttp } from '../../src/publish/io/node-http';

let server: Server;
const serve = async (listener: RequestListener) => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?secret=x`);
};
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a request goes out whole, with its progress, and the answer comes back', async () => {
  const url = await serve((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () =>
      response.writeHead(201, { 'X-Y': 'z' }).end(`${request.method} ${Buffer.concat(pieces).length}`),
    );
  });
  const sent: number[] = [];
  const body = new Uint8Array(200_000);
  const answer = await nodeHttp().send({ method: 'PUT', url, body, onSent: (bytes) => sent.push(bytes) });
  expect([answer.status, answer.headers['x-y'], Buffer.from(answer.body).toString()]).toEqual([201, 'z', 'PUT 200000']);
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(200_000);
});

test.each<[string, RequestListener, string]>([
  ['silence', () => undefined, 'time out'],
  ['a lost connection', (request) => request.socket.destroy(), 'socket hang up'],
  [
    'half an answer',
    (_, response) => response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    'aborted',
  ],
  ['too much', (_, response) => response.end(Buffer.alloc(2000)), 'the answer has more than 1000 bytes'],
  [
    'too much without an end',
    (_, response) => void setInterval(() => response.write(Buffer.alloc(500)), 1).unref(),
    'more than 1000 bytes',
  ],
])('%s is a failure that names no query', async (_, listener, message) => {
  const url = await serve(listener);
  const sent = nodeHttp({ silenceMilliseconds: 200 }).send({ method: 'GET', url, maxBytes: 1000 });
  await expect(sent).rejects.toThrow(HttpFailure);
  await expect(sent).rejects.toThrow(message);
  await expect(sent).rejects.not.toThrow('secret');
});
