import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Gate, type Refusal, refuseCookie, refuseHost, refuseToken, socketOrigins } from './gate.ts';
import { safeHeaders } from './headers.ts';
import type { StaticFile, StaticFiles } from './static-files.ts';
import { tokenCookie } from './token.ts';

export const NOT_FOUND: Refusal = { status: 404, sentence: 'There is no such file in the workbench.' };
const FILES_ONLY: Refusal = { status: 405, sentence: 'The workbench serves files only.' };

/** The URL of a request, or undefined when its target is not a path. */
export function requestUrl({ url }: IncomingMessage): URL | undefined {
  const base = 'http://127.0.0.1';
  return url?.startsWith('/') && URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/** Answers one HTTP request: the token for a cookie, a file to who has the cookie, a plain sentence to anybody else. */
export async function answer(request: IncomingMessage, response: ServerResponse, gate: Gate, files: StaticFiles) {
  for (const [name, value] of Object.entries(safeHeaders(socketOrigins(gate.port)))) response.setHeader(name, value);
  const refusal = refuseHost(request.headers, gate) ?? refuseMethod(request);
  if (refusal) return refuse(response, refusal);
  const url = requestUrl(request);
  const token = url?.searchParams.get('token') ?? undefined;
  if (token !== undefined) return admit(response, token, gate);
  const locked = refuseCookie(request.headers, gate);
  if (locked) return refuse(response, locked);
  const file = url && (await files.read(url.pathname));
  return file ? sendFile(response, file, request.method === 'HEAD') : refuse(response, NOT_FOUND);
}

/** Trades the token of the first address for a cookie, so that the address bar does not keep it. */
function admit(response: ServerResponse, given: string, gate: Gate): void {
  const refusal = refuseToken(given, gate);
  if (refusal) refuse(response, refusal);
  else response.writeHead(303, { location: '/', 'set-cookie': tokenCookie(gate.token, gate.port) }).end();
}

const refuseMethod = ({ method }: IncomingMessage): Refusal | undefined =>
  method === 'GET' || method === 'HEAD' ? undefined : FILES_ONLY;

function refuse(response: ServerResponse, { status, sentence }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

function sendFile(response: ServerResponse, { type, body }: StaticFile, headOnly: boolean): void {
  response.writeHead(200, { 'content-type': type, 'content-length': body.length }).end(headOnly ? undefined : body);
}
