import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { WorkbenchError } from '../../native-bridge/contract/errors.ts';
import { MAX_FRAME_BYTES } from '../../native-bridge/contract/limits.ts';
import type { Carrier } from '../../native-bridge/contract/peer.ts';
import { SOCKET_PATH } from '../contract/host-link.ts';
import { answer, NOT_FOUND, requestUrl } from './answer.ts';
import { type Gate, type Refusal, refuseSocket } from './gate.ts';
import { StaticFiles } from './static-files.ts';
import { newToken } from './token.ts';
import { webSocketCarrier } from './web-socket-carrier.ts';

const LOOPBACK = '127.0.0.1';

export interface ServerOptions {
  /** Folder of the built window. */
  readonly root: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Called for every page that connects. */
  readonly attach: (carrier: Carrier) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT/?token=...` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the window and its WebSocket on loopback, to whoever has the token.
 * @throws WorkbenchError `port-taken` when the port is in use or not allowed.
 */
export async function startServer({ root, port, attach }: ServerOptions): Promise<RunningServer> {
  const files = new StaticFiles(root);
  const server = createServer();
  const gate = { port: await listen(server, port), token: newToken() };
  server.on(
    'request',
    (request, response) => void answer(request, response, gate, files).catch(() => response.destroy()),
  );
  const sockets = acceptSockets(server, gate, attach);
  return { url: `http://${LOOPBACK}:${gate.port}/?token=${gate.token}`, close: () => close(server, sockets) };
}

function acceptSockets(server: Server, gate: Gate, attach: ServerOptions['attach']): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isOurs = requestUrl(request)?.pathname === SOCKET_PATH;
    const refusal = refuseSocket(request.headers, gate) ?? (isOurs ? undefined : NOT_FOUND);
    if (refusal) refuseUpgrade(socket, refusal);
    else sockets.handleUpgrade(request, socket, head, (opened) => attach(webSocketCarrier(opened)));
  });
  return sockets;
}

function refuseUpgrade(socket: Duplex, { status, sentence }: Refusal): void {
  const head = [`HTTP/1.1 ${status} Refused`, 'content-type: text/plain; charset=utf-8', 'connection: close'];
  socket.end(`${head.join('\r\n')}\r\n\r\n${sentence}\n`);
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
  } catch (cause) {
    throw portTaken(port, cause as NodeJS.ErrnoException);
  }
  return (server.address() as AddressInfo).port;
}

const portTaken = (port: number, cause: NodeJS.ErrnoException): WorkbenchError =>
  new WorkbenchError(
    {
      code: 'port-taken',
      message: `Port ${port} of ${LOOPBACK} cannot be used: ${cause.code ?? cause.message}.`,
      next: 'Choose another port, or 0 for any free one.',
      syscall: cause.syscall,
    },
    { cause },
  );

async function close(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
