import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { SOCKET_PATH } from '../contract/host-link.ts';
import { type RunningServer, startServer } from './server.ts';

let root: string;
let server: RunningServer;
let url: URL;
let cookie: string;
let attached: (carrier: Carrier) => void = () => {};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zpciwb-serve-'));
  writeFileSync(join(root, 'index.html'), '<title>window</title>');
  server = await startServer({ root, port: 0, attach: (carrier) => attached(carrier) });
  url = new URL(server.url);
  cookie = `zpciwb-${url.port}=${url.searchParams.get('token')}`;
});

afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** A request as it is spelled: neither path nor Host header are tidied up on the way. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: url.port, path, method, headers };
    request(options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    })
      .on('error', reject)
      .end();
  });

const connect = (headers: Record<string, string> = {}, path = SOCKET_PATH): WebSocket =>
  new WebSocket(`ws://${url.host}${path}`, { headers: { cookie, origin: url.origin, ...headers } });

/** The HTTP status a WebSocket was refused with. */
const refusedWith = (socket: WebSocket): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => reject(new Error('it was let in')));
  });

const closedWith = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.on('close', resolve));

test('the printed address trades its token for a cookie that scripts cannot read', async () => {
  const answer = await ask(url.pathname + url.search);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/');
  expect(answer.headers['set-cookie']).toEqual([`${cookie}; Path=/; HttpOnly; SameSite=Strict`]);
});

test('the token has 256 bits and differs from start to start', async () => {
  const other = await startServer({ root, port: 0, attach: () => {} });
  const tokens = [server.url, other.url].map((text) => new URL(text).searchParams.get('token')!);
  await other.close();
  expect(tokens.map((token) => Buffer.from(token, 'base64url').length)).toEqual([32, 32]);
  expect(tokens[0]).not.toBe(tokens[1]);
});

test('with the cookie the window is served under the strict content policy', async () => {
  const answer = await ask('/', { cookie });
  expect(answer).toMatchObject({ status: 200, text: '<title>window</title>' });
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
  expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test.each(['/?token=wrong', '/?token=', '/index.html?token=wrong'])('%s is refused in a sentence', async (path) => {
  const answer = await ask(path, { cookie });
  expect(answer.status).toBe(403);
  expect(answer.text).toMatch(/^This workbench is locked\. .*\.\n$/);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test.each(['', 'zpciwb-1=x', 'zpciwb=x', 'other=1; and=2'])('cookie %j does not let in', async (given) => {
  expect((await ask('/', { cookie: given })).status).toBe(403);
});

test('other cookies beside ours do not matter', async () => {
  expect((await ask('/', { cookie: `a=1; ${cookie}; b=2` })).status).toBe(200);
});

test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1'])('Host %s is refused', async (host) => {
  const answer = await ask('/', { cookie, host });
  expect(answer.status).toBe(421);
  expect(answer.text).toContain(`127.0.0.1:${url.port}`);
});

test('localhost is our own name too', async () => {
  expect((await ask('/', { cookie, host: `localhost:${url.port}` })).status).toBe(200);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await ask('/', { cookie }, method)).status).toBe(405);
});

test.each([
  '/../server.test.ts',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/assets/..\\..\\x',
  '//etc/passwd',
  '/index.html/',
  '/index.html%00',
  '/missing.js',
])('%s finds no file', async (path) => {
  expect((await ask(path, { cookie })).status).toBe(404);
});

test('the sentence of a refusal carries the safe headers too', async () => {
  expect((await ask('/')).headers['x-content-type-options']).toBe('nosniff');
});

test('a taken port is an error that names it', async () => {
  const taken = startServer({ root, port: Number(url.port), attach: () => {} });
  await expect(taken).rejects.toMatchObject({
    info: { code: 'port-taken', message: expect.stringContaining(url.port) },
  });
  const impossible = startServer({ root, port: 70_000, attach: () => {} });
  await expect(impossible).rejects.toMatchObject({ info: { code: 'port-taken' } });
});

test.each([
  ['no cookie', { cookie: '' }],
  ['a wrong token', { cookie: 'zpciwb-1=x' }],
  ['the page of another site', { origin: 'http://evil.example' }],
  ['the page of another port', { origin: 'http://127.0.0.1:1' }],
  ['a sandboxed page', { origin: 'null' }],
])('a WebSocket from %s is refused', async (_who, headers) => {
  expect(await refusedWith(connect(headers))).toBe(403);
});

test('a WebSocket without an Origin is refused', async () => {
  expect(await refusedWith(new WebSocket(`ws://${url.host}${SOCKET_PATH}`, { headers: { cookie } }))).toBe(403);
});

test('a WebSocket under another host name is refused', async () => {
  expect(await refusedWith(connect({ host: 'evil.example', origin: 'http://evil.example' }))).toBe(421);
});

test('a WebSocket at another path is refused', async () => {
  expect(await refusedWith(connect({}, '/elsewhere'))).toBe(404);
});

test('messages travel both ways unchanged, and the page going away is told', async () => {
  const closed = new Promise((resolve) => {
    attached = (carrier) => carrier.listen((message) => carrier.send(message), resolve);
  });
  const socket = connect();
  const echo = new Promise((resolve) => socket.on('message', resolve));
  socket.on('open', () => socket.send(Uint8Array.of(0, 1, 254, 255)));
  expect(new Uint8Array((await echo) as Buffer)).toEqual(Uint8Array.of(0, 1, 254, 255));
  socket.close();
  expect(await closed).toMatchObject({ code: 'closed' });
});

test.each([
  ['a text message', 'hello', 1003],
  ['a message over the frame limit', new Uint8Array(MAX_FRAME_BYTES + 1), 1009],
])('%s closes the connection', async (_what, message, code) => {
  attached = (carrier) =>
    carrier.listen(
      () => expect.unreachable('it was delivered'),
      () => {},
    );
  const socket = connect();
  socket.on('open', () => socket.send(message));
  expect(await closedWith(socket)).toBe(code);
});

test('closing the server ends every connection', async () => {
  const other = await startServer({
    root,
    port: 0,
    attach: (carrier) =>
      carrier.listen(
        () => {},
        () => {},
      ),
  });
  const at = new URL(other.url);
  const headers = { origin: at.origin, cookie: `zpciwb-${at.port}=${at.searchParams.get('token')}` };
  const socket = new WebSocket(`ws://${at.host}${SOCKET_PATH}`, { headers });
  const closed = closedWith(socket);
  await new Promise((resolve) => socket.on('open', resolve));
  await other.close();
  expect(await closed).toBe(1006);
});
