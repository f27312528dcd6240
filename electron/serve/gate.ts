import type { IncomingHttpHeaders } from 'node:http';
import { sameToken, tokenOfCookie } from './token.ts';

/** Who is let in: a browser on this machine that was given the token. */
export interface Gate {
  readonly port: number;
  readonly token: string;
}

/** Why somebody is not let in: HTTP status and one plain sentence. */
export interface Refusal {
  readonly status: number;
  readonly sentence: string;
}

const hosts = (port: number): string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Origins of the WebSocket for a page of this host. */
export const socketOrigins = (port: number): string[] => hosts(port).map((host) => `ws://${host}`);

/** A name that merely resolves to this machine is not its own: another site's page could be behind it. */
export function refuseHost(headers: IncomingHttpHeaders, { port }: Gate): Refusal | undefined {
  if (hosts(port).includes(headers.host ?? '')) return undefined;
  const sentence = `This workbench answers only as 127.0.0.1:${port}; through a tunnel, keep the port number the same.`;
  return { status: 421, sentence };
}

export function refuseToken(given: string | undefined, { token }: Gate): Refusal | undefined {
  if (sameToken(given, token)) return undefined;
  const sentence = 'This workbench is locked. Open the whole address that was printed when it started, with its token.';
  return { status: 403, sentence };
}

export const refuseCookie = (headers: IncomingHttpHeaders, gate: Gate): Refusal | undefined =>
  refuseToken(tokenOfCookie(headers.cookie, gate.port), gate);

/** Browsers let any page open a WebSocket to anywhere; only the workbench's own page may. */
export function refuseOrigin(headers: IncomingHttpHeaders): Refusal | undefined {
  if (headers.origin === `http://${headers.host}`) return undefined;
  return { status: 403, sentence: 'Only the page of this workbench may connect to it.' };
}

/** A WebSocket must come from the right host name, from our own page, with the token. */
export const refuseSocket = (headers: IncomingHttpHeaders, gate: Gate): Refusal | undefined =>
  refuseHost(headers, gate) ?? refuseOrigin(headers) ?? refuseCookie(headers, gate);
